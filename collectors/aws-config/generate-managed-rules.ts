import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadManagedRules, tableModule, tablePage, type ManagedRule, type Surroundings } from "./managed-rules.ts";

const FOLDER = "collectors/aws-config";

/** The rows of `managed-rules.tsv`, held against the identifiers, the mapping and the checks of this repository. */
export function managedRules(root: string): readonly ManagedRule[] {
  return loadManagedRules(readFileSync(join(root, FOLDER, "managed-rules.tsv"), "utf8"), surroundings(root));
}

/** The checks' table and `docs/managed-rules.md`. */
export function generateManagedRules(root: string): readonly { readonly path: string; readonly text: string }[] {
  const rules = managedRules(root);
  return [
    { path: `${FOLDER}/checks/support/managed-rules.ts`, text: tableModule(rules) },
    { path: "docs/managed-rules.md", text: tablePage(rules) },
  ];
}

export function surroundings(root: string): Surroundings {
  const identifiers = readFileSync(join(root, FOLDER, "managed-rule-identifiers.txt"), "utf8")
    .trim()
    .split("\n");
  const checks = ["aws-config", "aws-iam"].flatMap((collector) =>
    readdirSync(join(root, "collectors", collector, "checks"))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => file.slice(0, -3)),
  );
  return { identifiers: new Set(identifiers), points: pointsOf(root), checks: new Set(checks) };
}

function pointsOf(root: string): ReadonlyMap<string, { readonly mode: string }> {
  const folder = join(root, "mappings/iso-27002-2022");
  const points = new Map<string, { readonly mode: string }>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".yaml"))) {
    const control = parse(readFileSync(join(folder, file), "utf8")) as {
      readonly points: readonly { readonly id: string; readonly mode: string }[];
    };
    for (const { id, mode } of control.points) points.set(id, { mode });
  }
  return points;
}
