import { baseOperator, evaluateCondition, isNegative } from "./conditions.ts";
import { statementsOf, type Condition, type RawDocument, type Statement } from "./document.ts";
import { appliesToAction } from "./evaluate.ts";

export const ASSUME_ACTIONS = ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"] as const;

/** One principal that a trust policy lets assume the role. */
export interface TrustedPrincipal {
  readonly kind: "everyone" | "account" | "service" | "saml" | "oidc" | "deleted" | "canonical-user";
  /** As written in the policy. */
  readonly text: string;
  /** Account number, for `account`. */
  readonly account?: string;
  readonly condition: Condition | undefined;
  readonly statement: Statement;
}

/** Providers that are named without an ARN. */
const BUILT_IN_OIDC = ["cognito-identity.amazonaws.com", "accounts.google.com", "www.amazon.com", "graph.facebook.com"];

/**
 * Everybody whom a trust policy admits, statement by statement. A Deny for everyone without condition admits nobody.
 * @throws Undetermined (schema-mismatch) for a malformed document
 */
export function trustedPrincipals(document: RawDocument): readonly TrustedPrincipal[] {
  const statements = statementsOf(document);
  const shut = statements.some(
    (s) =>
      s.effect === "Deny" &&
      s.condition === undefined &&
      s.principals?.who === "*" &&
      !s.principals.except &&
      admits(s),
  );
  if (shut) return [];
  return statements.filter((statement) => statement.effect === "Allow" && admits(statement)).flatMap(principalsOf);
}

function admits(statement: Statement): boolean {
  return ASSUME_ACTIONS.some((action) => appliesToAction(statement, action));
}

function principalsOf(statement: Statement): readonly TrustedPrincipal[] {
  const { principals, condition } = statement;
  if (principals === undefined) return [];
  const everyone = (text: string): TrustedPrincipal => ({ kind: "everyone", text, condition, statement });
  if (principals.except) return [everyone("everyone but those of NotPrincipal")];
  if (principals.who === "*") return [everyone("*")];
  return Object.entries(principals.who).flatMap(([type, texts]) =>
    texts.map((text) => ({ ...classify(type, text), text, condition, statement })),
  );
}

function classify(type: string, text: string): Pick<TrustedPrincipal, "kind" | "account"> {
  if (type === "Service") return { kind: "service" };
  if (type === "CanonicalUser") return { kind: "canonical-user" };
  if (text === "*") return { kind: "everyone" };
  if (type === "Federated")
    return { kind: text.includes(":oidc-provider/") || BUILT_IN_OIDC.includes(text) ? "oidc" : "saml" };
  if (/^\d{12}$/.test(text)) return { kind: "account", account: text };
  const account = text.split(":")[4];
  if (account !== undefined && /^\d{12}$/.test(account)) return { kind: "account", account };
  // AWS writes the unique id in place of a principal that was deleted; nobody can act as it.
  if (/^A[A-Z]{3}[A-Z0-9]+$/.test(text)) return { kind: "deleted" };
  return { kind: "everyone" };
}

/** Keys whose value says who calls; a shared secret (ExternalId) or a place (address, region) does not. */
const CALLER_KEYS = [
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:userid",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "saml:aud",
];

/**
 * The condition that keeps an open principal to known callers, in words; undefined when none does. A Deny for all whose
 * caller is not a known one does the same as a condition on the Allow.
 */
export function callerRestriction(document: RawDocument, principal: TrustedPrincipal): string | undefined {
  const own = restrictingKeys(principal.condition, false)[0];
  if (own !== undefined) return own;
  for (const statement of statementsOf(document)) {
    if (
      statement.effect !== "Deny" ||
      statement.principals?.who !== "*" ||
      statement.principals.except ||
      !admits(statement)
    )
      continue;
    // All keys of one Deny must hold together: only a Deny that rests on the caller alone shuts everybody else out.
    const keys = Object.values(statement.condition ?? {}).flatMap((block) => Object.keys(block));
    const restricting = restrictingKeys(statement.condition, true);
    if (keys.length === 1 && restricting[0] !== undefined) return `Deny ${restricting[0]}`;
  }
  return undefined;
}

function restrictingKeys(condition: Condition | undefined, negative: boolean): readonly string[] {
  return conditionEntries(condition)
    .filter(({ operator, key, values }) => {
      if (!CALLER_KEYS.includes(key.toLowerCase()) || isNegative(operator) !== negative) return false;
      if (baseOperator(operator) === "null" || (!negative && /ifexists$/i.test(operator))) return false;
      return values.length > 0 && !values.some(matchesAnybody);
    })
    .map(({ operator, key, values }) => `${operator} ${key} ${values.join("|")}`);
}

/** A pattern that leaves the account open: `*`, `arn:aws:iam::*:role/x` by ArnLike. */
function matchesAnybody(value: string): boolean {
  if (value.startsWith("arn:")) return /[*?]/.test(value.split(":")[4] ?? "*");
  return /^[*?]+$/.test(value) || value === "o-*";
}

/**
 * Principals outside an account: those of other accounts, and everybody where nothing says who calls (then without
 * `account`). Everybody of one organization counts as inside.
 */
export function outsiders(document: RawDocument, account: string): readonly TrustedPrincipal[] {
  return trustedPrincipals(document).filter((principal) => {
    if (principal.kind === "everyone") return callerRestriction(document, principal) === undefined;
    return principal.account !== undefined && principal.account !== account;
  });
}

export interface ConditionEntry {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export function conditionEntries(condition: Condition | undefined): readonly ConditionEntry[] {
  return Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}

/** The values that a key is held to by a positive operator; undefined when it is not. */
export function heldTo(condition: Condition | undefined, key: string): readonly string[] | undefined {
  const found = conditionEntries(condition).find(
    (entry) =>
      entry.key.toLowerCase() === key.toLowerCase() &&
      !isNegative(entry.operator) &&
      baseOperator(entry.operator) !== "null",
  );
  return found?.values;
}

/** Whether assuming needs MFA: `aws:MultiFactorAuthPresent` true; IfExists does not, because keys without MFA carry no such key. */
export function demandsMfa(condition: Condition | undefined): boolean {
  const demanded = conditionEntries(condition).some(
    ({ operator, key, values }) =>
      operator.toLowerCase() === "bool" &&
      key.toLowerCase() === "aws:multifactorauthpresent" &&
      values.every((v) => v.toLowerCase() === "true"),
  );
  return (
    demanded ||
    conditionEntries(condition).some(
      ({ operator, key }) =>
        operator.toLowerCase().startsWith("numericless") && key.toLowerCase() === "aws:multifactorauthage",
    )
  );
}

/** Whether the role can be passed to a service, as far as its trust policy says. */
export function trustsService(document: RawDocument, service: string): boolean {
  return trustedPrincipals(document).some(({ kind, text }) => kind === "service" && text === service);
}

/** Whether a principal of the same account is admitted by the trust policy, alone or with a permission of its own. */
export function trustsPrincipal(document: RawDocument, arn: string): boolean {
  const account = arn.split(":")[4] ?? "";
  return trustedPrincipals(document).some(({ kind, text, account: trusted, condition }) => {
    if (!evaluateCondition(condition, { "aws:principalarn": arn, "aws:principalaccount": account }).possible)
      return false;
    return (
      kind === "everyone" ||
      (kind === "account" && trusted === account && (text === arn || /^\d{12}$/.test(text) || text.endsWith(":root")))
    );
  });
}
