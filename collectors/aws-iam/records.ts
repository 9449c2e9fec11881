import type { GroupDetail, ManagedPolicyDetail, PolicyDetail, RoleDetail, UserDetail } from "@aws-sdk/client-iam";
import { plain } from "../_aws/plain.ts";
import { decodePolicyDocument } from "../_aws/policy-documents.ts";

/*
 * SDK output to evidence. Required members that the SDK did not deliver stay absent: the kind's schema refuses the
 * record, and that is a gap, never a default.
 */

/**
 * `UserPolicyList` is the one list that AWS leaves out when it is empty (boto/boto3#1303), while groups and roles always
 * carry theirs; so its absence is AWS's way to say that the user has no inline policy.
 */
export function userRecord(user: UserDetail): unknown {
  return { ...plain({ ...user, UserPolicyList: undefined }), UserPolicyList: inline(user.UserPolicyList ?? []) };
}

export function groupRecord(group: GroupDetail): unknown {
  return {
    ...plain({ ...group, GroupPolicyList: undefined }),
    ...(group.GroupPolicyList === undefined ? {} : { GroupPolicyList: inline(group.GroupPolicyList) }),
  };
}

/** Instance profiles repeat the role inside themselves: that copy is left out. */
export function roleRecord(role: RoleDetail): unknown {
  const { AssumeRolePolicyDocument, RolePolicyList, InstanceProfileList, ...rest } = role;
  return {
    ...plain(rest),
    AssumeRolePolicyDocument: decodePolicyDocument(AssumeRolePolicyDocument),
    ...(RolePolicyList === undefined ? {} : { RolePolicyList: inline(RolePolicyList) }),
    ...(InstanceProfileList === undefined
      ? {}
      : { InstanceProfileList: InstanceProfileList.map(({ Roles: _roles, ...profile }) => plain(profile)) }),
  };
}

/** The name is the last segment of the ARN; some servers (moto) give the ARN only. */
export function policyRecord(policy: ManagedPolicyDetail): unknown {
  const { PolicyVersionList, ...rest } = policy;
  const PolicyName = policy.PolicyName ?? policy.Arn?.split("/").at(-1);
  const named = plain({ ...rest, PolicyName });
  if (PolicyVersionList === undefined) return named;
  return {
    ...named,
    PolicyVersionList: PolicyVersionList.map(({ Document, ...version }) => ({
      ...plain(version),
      Document: decodePolicyDocument(Document),
    })),
  };
}

function inline(policies: readonly PolicyDetail[]): unknown[] {
  return policies.map(({ PolicyDocument, ...rest }) => ({
    ...plain(rest),
    PolicyDocument: decodePolicyDocument(PolicyDocument),
  }));
}
