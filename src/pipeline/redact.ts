import type { AppliedRedaction } from "../core/index.ts";
import type { RedactionRule } from "../sdk/index.ts";

const MASK = "[redacted]";

/**
 * A copy of the record with the declared paths removed or masked; the record itself stays as it was. Never by key name
 * alone: `MinimumPasswordLength` is proof, not a secret.
 */
export function redact(record: unknown, rules: readonly RedactionRule[], counts: Map<string, number>): unknown {
  if (rules.length === 0) return record;
  const copy = structuredClone(record);
  for (const rule of rules) {
    const hits = apply(copy, rule.path.split("."), rule.rule);
    if (hits > 0) counts.set(rule.path, (counts.get(rule.path) ?? 0) + hits);
  }
  return copy;
}

function apply(node: unknown, path: readonly string[], rule: RedactionRule["rule"]): number {
  if (typeof node !== "object" || node === null) return 0;
  const [step, ...rest] = path;
  if (step === undefined) return 0;
  const holder = node as Record<string, unknown>;
  const members = step === "*" ? Object.keys(holder) : Object.hasOwn(holder, step) ? [step] : [];
  let hits = 0;
  for (const member of members) {
    if (rest.length > 0) hits += apply(holder[member], rest, rule);
    else {
      if (rule === "remove") delete holder[member];
      else holder[member] = MASK;
      hits += 1;
    }
  }
  return hits;
}

/** What stands in the receipt: path, rule and how often; never a value. */
export function appliedRedactions(
  rules: readonly RedactionRule[],
  counts: ReadonlyMap<string, number>,
): AppliedRedaction[] {
  return rules.flatMap(({ path, rule }) => {
    const count = counts.get(path);
    return count === undefined ? [] : [{ path, rule, count }];
  });
}
