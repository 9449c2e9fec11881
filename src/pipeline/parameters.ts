import * as z from "zod";
import { ExhibitError } from "../core/index.ts";
import type { AnyCheck } from "../sdk/index.ts";

/** Effective parameters of every check: its defaults, overlaid by the operator's, validated. All problems are named. */
export function effectiveParameters(
  checks: readonly AnyCheck[],
  overrides: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  place: string,
): ReadonlyMap<string, unknown> {
  const problems: string[] = [];
  const known = new Map(checks.map((check) => [check.id, check]));
  for (const id of Object.keys(overrides))
    if (!known.has(id)) problems.push(`parameters.${id}: there is no check with this id`);
  const params = new Map<string, unknown>();
  for (const check of checks) {
    const own = overrides[check.id] ?? {};
    const names = Object.keys(own).length === 0 ? [] : parameterNames(check);
    for (const name of Object.keys(own)) {
      if (names.includes(name)) continue;
      const takes = names.length === 0 ? "it takes none" : `it takes ${names.join(", ")}`;
      problems.push(`parameters.${check.id}.${name}: the check has no such parameter; ${takes}`);
    }
    const parsed = check.params.safeParse(own);
    if (parsed.success) params.set(check.id, parsed.data);
    else
      problems.push(
        ...parsed.error.issues.map((issue) => `parameters.${[check.id, ...issue.path].join(".")}: ${issue.message}`),
      );
  }
  if (problems.length > 0) {
    throw new ExhibitError("CONFIG_INVALID", problems.join("; "), {
      place,
      remedy: "correct the parameters; `exhibit explain CHECK` shows what a check takes",
    });
  }
  return params;
}

function parameterNames(check: AnyCheck): readonly string[] {
  return Object.keys(z.toJSONSchema(check.params, { io: "input", unrepresentable: "any" }).properties ?? {});
}

/** What each parameter of a check means and where its default comes from, by name. */
export function parameterOrigins(check: AnyCheck): Readonly<Record<string, string>> {
  const { properties = {} } = z.toJSONSchema(check.params, { io: "input", unrepresentable: "any" });
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) =>
      typeof schema === "object" && schema.description !== undefined ? [[name, schema.description]] : [],
    ),
  );
}
