import { Undetermined } from "#sdk";
import {
  baseOperator,
  conditionEntries,
  isNegative,
  statementsOf,
  type Statement,
} from "../../../_aws/policy/index.ts";
import type { ConfigurationItem } from "../../evidence.ts";
import { member } from "./members.ts";

/**
 * Keys that hold a grant for everybody to callers or places that are known: the list by which S3 itself decides whether
 * a policy is public, and the keys of the caller. Keys that say how one calls (`kms:ViaService`, `lambda:FunctionUrlAuthType`)
 * are not among them: anybody with an account of their own can call that way.
 */
const HOLDING_KEYS = [
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourceip",
  "aws:vpcsourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourceorgid",
  "aws:userid",
  "kms:calleraccount",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
];

const OPEN_VALUE =
  /^(?:[*?]*|o-\*|(?:0\.0\.0\.0|128\.0\.0\.0)\/[01]|(?:::|8000::)\/[01]|arn:aws[a-z-]*:[^:]*:[^:]*:[*?]+:.*)$/i;

/** The document at a path of an item; undefined when the member is there and empty (`policyText: null` = no policy). */
export function policyAt(item: ConfigurationItem, parent: string, name: string): { Statement: unknown } | undefined {
  const holder = member(item, parent);
  if (holder === undefined) throw new Undetermined("schema-mismatch", `AWS Config did not state ${parent}`);
  const document = member(item, `${parent}.${name}`);
  if (document === undefined || document === "") return undefined;
  if (typeof document !== "object" || document === null || !("Statement" in document))
    throw new Undetermined("schema-mismatch", `${parent}.${name} is not a policy document`);
  return document;
}

/** Statements that allow everybody something, with nothing in the policy that says who or from where. */
export function publicStatements(document: { readonly Statement: unknown }): readonly Statement[] {
  const statements = statementsOf(document);
  if (statements.some(shutsStrangersOut)) return [];
  return statements.filter(
    (statement) => statement.effect === "Allow" && forEverybody(statement) && !holds(statement, false),
  );
}

function forEverybody({ principals }: Statement): boolean {
  if (principals === undefined) return false;
  if (principals.except) return true;
  if (principals.who === "*") return true;
  return (principals.who["AWS"] ?? []).includes("*");
}

/** A Deny of everything for everybody who is not a known one: it rests on that one condition alone. */
function shutsStrangersOut(statement: Statement): boolean {
  const { effect, principals, actions, resources, condition } = statement;
  if (effect !== "Deny" || principals === undefined || principals.except || !forEverybody(statement)) return false;
  const everything = !actions.except && actions.listed.some((action) => /^(?:\*|[a-z0-9-]+:\*)$/.test(action));
  const everywhere =
    resources === undefined || (!resources.except && resources.listed.some((each) => each.endsWith("*")));
  return everything && everywhere && conditionEntries(condition).length === 1 && holds(statement, true);
}

/** Whether a condition names callers or places: positively in an Allow, negatively in a Deny. */
function holds({ condition }: Statement, negative: boolean): boolean {
  return conditionEntries(condition).some(
    ({ operator, key, values }) =>
      HOLDING_KEYS.includes(key.toLowerCase()) &&
      isNegative(operator) === negative &&
      baseOperator(operator) !== "null" &&
      !/^forallvalues:/i.test(operator) &&
      (negative || !/ifexists$/i.test(operator)) &&
      values.length > 0 &&
      !values.some((value) => OPEN_VALUE.test(value)),
  );
}

/** How a statement is named in `observed`. */
export function called(statements: readonly Statement[]): string {
  return statements
    .slice(0, 5)
    .map(
      ({ sid, actions }) => `${sid ?? "a statement"} (${actions.except ? "all but " : ""}${actions.listed.join(", ")})`,
    )
    .join("; ");
}
