import { Undetermined } from "#sdk";
import { conditionEntries, isNegative, statementsOf, type Statement } from "../../../_aws/policy/index.ts";
import type { ConfigurationItem } from "../../items.ts";
import { member } from "./members.ts";

/**
 * Keys that hold a grant for everybody to callers or places that are known: the list by which S3 itself decides whether
 * a policy is public, and the keys of the caller.
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
  "kms:viaservice",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
  "lambda:functionurlauthtype",
];

const OPEN_VALUE = /^(?:[*?]*|0\.0\.0\.0\/0|::\/0|arn:aws[a-z-]*:[^:]*:[^:]*:[*?]+:.*|none)$/i;

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

/** Statements that allow everybody something, with nothing that says who or from where. */
export function publicStatements(document: { readonly Statement: unknown }): readonly Statement[] {
  return statementsOf(document).filter(
    (statement) => statement.effect === "Allow" && forEverybody(statement) && !held(statement),
  );
}

function forEverybody({ principals }: Statement): boolean {
  if (principals === undefined) return false;
  if (principals.except) return true;
  if (principals.who === "*") return true;
  return (principals.who["AWS"] ?? []).includes("*");
}

function held({ condition }: Statement): boolean {
  return conditionEntries(condition).some(
    ({ operator, key, values }) =>
      HOLDING_KEYS.includes(key.toLowerCase()) &&
      !isNegative(operator) &&
      !/ifexists$/i.test(operator) &&
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
