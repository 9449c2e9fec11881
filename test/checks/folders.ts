import { readFileSync, readdirSync } from "node:fs";
import type { AnyCheck, AnyKind } from "#sdk";

export interface CheckFile {
  readonly collector: string;
  readonly file: string;
  readonly check: AnyCheck;
  readonly source: string;
}

const collectors = new URL("../../collectors/", import.meta.url);

/** Collector folders that have checks; shared folders start with an underscore. `CHECKS_OF=github` narrows to one. */
export const CHECKED_COLLECTORS: readonly string[] = readdirSync(collectors, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
  .map(({ name }) => name)
  .filter((name) => readdirSync(new URL(`${name}/`, collectors)).includes("checks"))
  .filter((name) => process.env["CHECKS_OF"] === undefined || process.env["CHECKS_OF"] === name)
  .toSorted();

/** Every check file of every collector. Folders inside `checks/` hold what checks share. */
export async function checkFiles(): Promise<readonly CheckFile[]> {
  const files: CheckFile[] = [];
  for (const collector of CHECKED_COLLECTORS) {
    const folder = new URL(`${collector}/checks/`, collectors);
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
      const url = new URL(file, folder);
      const { default: check } = (await import(url.href)) as { default: AnyCheck };
      files.push({ collector, file, check, source: readFileSync(url, "utf8") });
    }
  }
  return files;
}

/** Every kind of evidence that some collector declares: what checks may be over and may read. */
export async function everyKind(): Promise<ReadonlySet<unknown>> {
  const kinds = new Set<unknown>();
  for (const collector of CHECKED_COLLECTORS) {
    const module = (await import(new URL(`${collector}/evidence.ts`, collectors).href)) as Record<string, unknown>;
    for (const value of Object.values(module).flat()) if (isKind(value)) kinds.add(value);
  }
  return kinds;
}

function isKind(value: unknown): value is AnyKind {
  return typeof value === "object" && value !== null && "population" in value && "validFor" in value;
}
