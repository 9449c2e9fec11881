import { allows, type Access } from "./evaluate.ts";
import { can, type Identity } from "./identity.ts";
import { underConditions } from "./verdict.ts";

export interface Administration {
  /**
   * `full`: every action on every resource. `iam`: control over IAM, with which it can make itself or anybody `full`.
   * `none`: neither, or an explicit Deny or a boundary takes away every way to change permissions.
   */
  readonly level: "full" | "iam" | "none";
  readonly conditions: readonly string[];
  /** The policy that grants it, or several. */
  readonly via: string;
}

/** The ways to change what a principal may do; whoever keeps one of them on everything keeps the rest. */
export const PERMISSION_WRITES = [
  ["iam:AttachUserPolicy", "user"],
  ["iam:AttachRolePolicy", "role"],
  ["iam:AttachGroupPolicy", "group"],
  ["iam:PutUserPolicy", "user"],
  ["iam:PutRolePolicy", "role"],
  ["iam:PutGroupPolicy", "group"],
  ["iam:CreatePolicyVersion", "policy"],
] as const;

const NONE: Administration = { level: "none", conditions: [], via: "" };

/** All IAM resources of one type in the identity's account. */
export function iamResources(who: Identity, type: string): string {
  return `arn:${who.partition}:iam::${who.account}:${type}/*`;
}

/** Attaching AdministratorAccess to a principal that has no boundary: what self-promotion would ask for. */
export function promotion(who: Identity): Readonly<Record<string, string>> {
  return { "iam:policyarn": `arn:${who.partition}:iam::aws:policy/AdministratorAccess`, "iam:permissionsboundary": "" };
}

/**
 * Whether an identity is effectively an administrator, through whatever path: `*`, `*:*`, NotAction, every-resource ARNs
 * such as `arn:aws:*`, groups, inline and managed policies; after explicit Denies and the permissions boundary.
 * Asked by probing with a service that does not exist, so that only a grant of everything answers yes.
 */
export function administration(who: Identity): Administration {
  const writes = PERMISSION_WRITES.map(([action, type]) =>
    can(who, { action, resource: iamResources(who, type), context: promotion(who) }),
  );
  const kept = writes.reduce(easier);
  if (kept.effect === "denied") return NONE;
  const everything = {
    action: "exhibit-probe:Do",
    resource: `arn:${who.partition}:exhibit-probe:us-east-1:${who.account}:thing`,
  };
  const wholeIam = { action: "iam:ExhibitProbe", resource: `arn:${who.partition}:iam::${who.account}:exhibit/probe` };
  for (const [level, question] of [
    ["full", everything],
    ["iam", wholeIam],
  ] as const) {
    const access = can(who, question);
    if (access.effect === "denied") continue;
    return { level, conditions: distinct([...access.conditions, ...kept.conditions]), via: grantedBy(who, question) };
  }
  if (writes.some(({ effect }) => effect === "denied")) return NONE;
  return { level: "iam", conditions: kept.conditions, via: who.sources.map(({ label }) => label).join(", ") };
}

/** `administrator (every action on every resource) by policy x, on condition: …`, or undefined when it is none. */
export function administrationText({ level, conditions, via }: Administration): string | undefined {
  if (level === "none") return undefined;
  const what =
    level === "full" ? "every action on every resource" : "control over IAM, with which it can grant itself everything";
  return `administrator (${what}) by ${via}${underConditions(conditions)}`;
}

const RANK = { denied: 0, conditional: 1, allowed: 2 } as const;

function easier(a: Access, b: Access): Access {
  return RANK[b.effect] > RANK[a.effect] ? b : a;
}

function grantedBy(who: Identity, question: { action: string; resource: string }): string {
  const alone = who.sources.filter(
    ({ statements }) => allows(statements, { ...question, variables: who.variables }).effect !== "denied",
  );
  const named = alone.length > 0 ? alone : who.sources;
  return named.map(({ label }) => label).join(", ");
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
