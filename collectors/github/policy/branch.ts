import { fail, notApplicable, pass, Undetermined, type Judgement } from "#sdk";
import type { BranchProtection, Requirement } from "../evidence.ts";
import { setAside, unseen } from "./stated.ts";

/** The requirements of a default branch, in the words of `observed`. */
export const REQUIREMENTS = {
  pull_request: "pull request",
  approving_review: "approving review",
  dismiss_stale_reviews: "dismissal of stale reviews",
  code_owner_review: "code owner review",
  last_push_approval: "approval of the last push",
  conversation_resolution: "resolved conversations",
  status_checks: "status checks",
  strict_status_checks: "status checks on the current base",
  signatures: "signed commits",
  linear_history: "linear history",
  no_force_pushes: "no force pushes",
  no_deletion: "no deletion",
  restricted_pushes: "pushes by named people only",
  deployments: "deployments",
  code_scanning: "code scanning results",
  merge_queue: "merge queue",
  workflows: "workflows",
} as const satisfies Partial<Record<keyof BranchProtection["effective"], string>>;
export type RequirementName = keyof typeof REQUIREMENTS;

const NAMES = Object.keys(REQUIREMENTS) as readonly RequirementName[];

/** A branch that nothing can be asked of: of an archived or empty repository. */
export function branchAside(record: BranchProtection): Judgement | undefined {
  const aside = setAside(record);
  if (aside !== undefined) return aside;
  return record.is_empty === true ? notApplicable("empty repository: there is no default branch yet") : undefined;
}

/** What is in force, by name: a branch is never called protected without saying by what (GH-04). */
export function inForce(record: BranchProtection): readonly RequirementName[] {
  return NAMES.filter((name) => record.effective[name].required === true);
}

export function inForceText(record: BranchProtection): string {
  const names = inForce(record);
  const text = names.length === 0 ? "nothing" : names.map((name) => REQUIREMENTS[name]).join(", ");
  return `in force on ${record.branch ?? "the default branch"}: ${text}${record.classic.state === "not-available" ? " (the plan has no classic protection here)" : ""}`;
}

/** GH-06: a protection that could not be read is no missing protection. */
export function unseenProtection(record: BranchProtection, what: string): Undetermined {
  const member = record.classic.state === "unknown" ? "classic" : "rules";
  if (record.not_observed?.some(({ members }) => members.includes(member)) === true)
    return unseen(record, member, "denied");
  const first = record.not_observed?.[0];
  if (first !== undefined) return unseen(record, first.members[0] ?? member, "denied");
  return new Undetermined("denied", `${what}: protection could not be read whole; ${inForceText(record)}`);
}

/** Where classic protection states a requirement as yes or no: a member that it leaves out was not stated. */
const CLASSIC_MEMBER = {
  signatures: "required_signatures",
  linear_history: "required_linear_history",
  conversation_resolution: "required_conversation_resolution",
  no_force_pushes: "allow_force_pushes",
  no_deletion: "allow_deletions",
  restricted_pushes: "restricts_pushes",
} as const satisfies Partial<Record<RequirementName, keyof BranchProtection["classic"]>>;

function leftOut(record: BranchProtection, name: RequirementName): boolean {
  if (record.classic.state !== "protected" || !(name in CLASSIC_MEMBER)) return false;
  const value = record.classic[CLASSIC_MEMBER[name as keyof typeof CLASSIC_MEMBER]];
  return value === null || value === undefined;
}

/** Whether one requirement holds on the default branch, whatever it rests on. */
export function judgeRequirement(record: BranchProtection, name: RequirementName): Judgement {
  const aside = branchAside(record);
  if (aside !== undefined) return aside;
  const { required, by }: Requirement = record.effective[name];
  if (required === null) throw unseenProtection(record, REQUIREMENTS[name]);
  if (!required && leftOut(record, name))
    throw new Undetermined("schema-mismatch", `classic protection did not state: ${REQUIREMENTS[name]}`);
  return required
    ? pass(`${REQUIREMENTS[name]}: by ${by.join(", ")}`)
    : fail(`not in force: ${REQUIREMENTS[name]}; ${inForceText(record)}`);
}

/** Whether the default branch takes only changes that so many people approved. */
export function judgeApprovals(record: BranchProtection, minApprovals: number): Judgement {
  const aside = branchAside(record);
  if (aside !== undefined) return aside;
  const count = record.effective.required_approving_review_count;
  const { required, by } = record.effective.approving_review;
  if (count !== null && count >= minApprovals && required === true)
    return pass(`${count} approving ${count === 1 ? "review" : "reviews"}: by ${by.join(", ")}`);
  if (count === null || required === null) throw unseenProtection(record, "approving reviews");
  return fail(`${required ? count : 0} approving reviews required; ${inForceText(record)}`);
}
