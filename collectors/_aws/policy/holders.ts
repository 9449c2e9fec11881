import { attached, boundary, group, role, user } from "./samples.ts";
import type { SampleGroup, SampleInline, SampleRole, SampleUser } from "./sample-shapes.ts";

/** What a sample identity holds, under names that fit a user, a role and a group: for examples that are the same for all. */
export interface Held {
  readonly inline?: SampleInline[];
  /** ARNs of managed policies. */
  readonly attached?: readonly string[];
  /** The ARN of the policy that limits a user or a role. */
  readonly boundary?: string;
}

export function userHolding(held: Held): SampleUser {
  return user("ana", { UserPolicyList: held.inline ?? [], ...managed(held) });
}

export function roleHolding(held: Held): SampleRole {
  return role("app", { RolePolicyList: held.inline ?? [], ...managed(held) });
}

export function groupHolding(held: Omit<Held, "boundary">): SampleGroup {
  return group("ops", { GroupPolicyList: held.inline ?? [], ...managed(held) });
}

function managed({ attached: arns = [], boundary: limit }: Held) {
  return {
    AttachedManagedPolicies: arns.map(attached),
    ...(limit === undefined ? {} : { PermissionsBoundary: boundary(limit) }),
  };
}
