import { notApplicable, type Judgement } from "#sdk";
import { administration, administrationText } from "./administration.ts";
import type { Administrators } from "./administrators.ts";
import { escalations, escalationText } from "./escalation.ts";
import type { Access, Question } from "./evaluate.ts";
import { can, isAwsManaged, reach, type Identity } from "./identity.ts";
import { judgePermissions, underConditions } from "./verdict.ts";

/** Not an administrator through any path. */
export function judgeAdministration(who: Identity): Judgement {
  return judgePermissions(
    who,
    administrationText(administration(who)),
    "no administrator: neither every action nor control over IAM on every resource",
  );
}

/** No known way to more permissions; an administrator has nothing left to gain and is another check's matter. */
export function judgeEscalation(who: Identity, administrators: () => Administrators): Judgement {
  const administrator = administrationText(administration(who));
  if (administrator !== undefined && who.boundaryUnknown === undefined)
    return notApplicable(`already an ${administrator}`);
  const ways = escalations(who, administrators);
  const problem = escalationText(ways);
  if (problem === undefined && ways.unknown !== undefined) throw ways.unknown;
  return judgePermissions(who, problem, "no known way to more permissions");
}

export const AUDIT_TRAIL_ACTIONS = [
  "cloudtrail:StopLogging",
  "cloudtrail:DeleteTrail",
  "cloudtrail:UpdateTrail",
  "cloudtrail:PutEventSelectors",
  "config:StopConfigurationRecorder",
  "config:DeleteConfigurationRecorder",
  "config:DeleteDeliveryChannel",
] as const;

/** Resources of an action's service in the account of the identity; kinds without account in their ARN included. */
export function serviceResources(who: Identity, action: string): string {
  const service = action.slice(0, action.indexOf(":"));
  return service === "s3" ? `arn:${who.partition}:s3:::*` : `arn:${who.partition}:${service}:*:${who.account}:*`;
}

/** Cannot stop or cut the record of who did what, on any trail or recorder. */
export function judgeAuditTrail(who: Identity, actions: readonly string[]): Judgement {
  const able = actions.flatMap((action) => {
    const parts = reach(who, { action, resource: serviceResources(who, action) });
    const easiest = parts.toSorted((a, b) => a.conditions.length - b.conditions.length)[0];
    return easiest === undefined ? [] : [{ action, conditions: easiest.conditions }];
  });
  const conditions = able.every((item) => item.conditions.length > 0) ? (able[0]?.conditions ?? []) : [];
  const problem =
    able.length === 0 ? undefined : `may ${able.map(({ action }) => action).join(", ")}${underConditions(conditions)}`;
  return judgePermissions(who, problem, `none of ${actions.join(", ")} is allowed`);
}

export interface Forbidden {
  readonly question: Question;
  /** `sts:AssumeRole on any role`: what a yes means. */
  readonly means: string;
}

/** None of these is allowed to the full extent that is asked for; with a condition counts, and the condition is stated. */
export function judgeForbidden(who: Identity, forbidden: readonly Forbidden[], good: string): Judgement {
  const found = forbidden
    .map(({ question, means }) => ({ means, access: can(who, question) }))
    .filter(({ access }) => access.effect !== "denied");
  const problem =
    found.length === 0
      ? undefined
      : `allows ${found.map(({ means, access }) => means + conditionText(access)).join("; ")}`;
  return judgePermissions(who, problem, good);
}

function conditionText({ conditions }: Access): string {
  return underConditions(conditions);
}

/**
 * Why a managed policy is not judged by what it allows: AWS wrote it, or it only limits. Undefined when it is judged.
 * A policy that nobody uses is judged: it can be attached at any time.
 */
export function outOfJudgement(policy: {
  readonly Arn: string;
  readonly AttachmentCount?: number | undefined;
  readonly PermissionsBoundaryUsageCount?: number | undefined;
}): string | undefined {
  if (isAwsManaged(policy.Arn)) return "an AWS-managed policy: its text is not the account's; who holds it is judged";
  if (policy.AttachmentCount === 0 && (policy.PermissionsBoundaryUsageCount ?? 0) > 0)
    return "used only as a permissions boundary, which grants nothing";
  return undefined;
}
