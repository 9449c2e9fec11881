import type { Condition } from "./document.ts";
import { matches } from "./wildcard.ts";

/**
 * Values of condition keys that a question fixes, by key in lower case: `{ "iam:passedtoservice": "ec2.amazonaws.com" }`.
 * A key that is not in it may have any value; the empty text stands for a key that the request does not carry.
 */
export type Context = Readonly<Record<string, string>>;

export interface ConditionResult {
  /** False when a fixed key certainly does not satisfy the condition: the statement never applies. */
  readonly possible: boolean;
  /** What is left to depend on; empty when the condition certainly holds. */
  readonly depends: readonly string[];
}

const ALWAYS: ConditionResult = { possible: true, depends: [] };
const NEVER: ConditionResult = { possible: false, depends: [] };

/** Holds a statement's condition against what is known. Blocks and keys are joined by AND, values by OR. */
export function evaluateCondition(condition: Condition | undefined, context: Context = {}): ConditionResult {
  if (condition === undefined) return ALWAYS;
  const depends: string[] = [];
  for (const [operator, keys] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const fixed = context[key.toLowerCase()];
      const holds = fixed === undefined ? undefined : compare(operator, fixed, values);
      if (holds === false) return NEVER;
      if (holds === undefined) depends.push(`${operator} ${key} ${values.join("|")}`);
    }
  }
  return depends.length === 0 ? ALWAYS : { possible: true, depends };
}

/** The operator without set prefix and IfExists suffix, in lower case: `ForAnyValue:StringLike` is `stringlike`. */
export function baseOperator(operator: string): string {
  return operator
    .replace(/^for(?:any|all)values?:/i, "")
    .replace(/ifexists$/i, "")
    .toLowerCase();
}

/** True for operators that hold when the value is *not* among those listed. */
export function isNegative(operator: string): boolean {
  return baseOperator(operator).includes("not");
}

/** Compares a known value; undefined for an operator that is not compared here (dates, numbers, addresses). */
function compare(operator: string, value: string, wanted: readonly string[]): boolean | undefined {
  if (value === "" && /ifexists$/i.test(operator)) return true;
  const lower = value.toLowerCase();
  switch (baseOperator(operator)) {
    case "stringequals":
      return wanted.includes(value);
    case "stringnotequals":
      return !wanted.includes(value);
    case "stringequalsignorecase":
    case "bool":
      return wanted.some((item) => item.toLowerCase() === lower);
    case "stringnotequalsignorecase":
      return wanted.every((item) => item.toLowerCase() !== lower);
    case "stringlike":
    case "arnlike":
    case "arnequals":
      return wanted.some((pattern) => matches(pattern, value));
    case "stringnotlike":
    case "arnnotlike":
    case "arnnotequals":
      return !wanted.some((pattern) => matches(pattern, value));
    case "null":
      return wanted.some((item) => (item.toLowerCase() === "true") === (value === ""));
    default:
      return undefined;
  }
}
