import { fail, pass, type CheckExample, type Judgement, type ReadView } from "#sdk";
import { isAwsManaged, nameOf } from "./identity.ts";
import type { SampleSummary } from "./sample-shapes.ts";
import { attached, identityCenterRole, policyArn, role, summary } from "./samples.ts";
import { complete } from "./views.ts";

interface Holder {
  readonly RoleName: string;
  readonly AttachedManagedPolicies: readonly { readonly PolicyArn: string }[];
}

/** Whether a role of the account holds one of these AWS-managed policies; the first one that does is named. */
export function judgeHeldByRole(roles: ReadView<Holder>, policies: readonly string[]): Judgement {
  for (const { RoleName, AttachedManagedPolicies } of roles.seen()) {
    const held = AttachedManagedPolicies.find(
      ({ PolicyArn }) => isAwsManaged(PolicyArn) && policies.includes(nameOf(PolicyArn)),
    );
    if (held !== undefined) return pass(`${RoleName} holds ${nameOf(held.PolicyArn)}`);
  }
  complete(roles);
  return fail(`no role holds ${policies.join(" or ")}`);
}

export function heldByRoleExamples(policyName: string): readonly CheckExample<SampleSummary>[] {
  const record = summary({});
  const holding = { AttachedManagedPolicies: [attached(`arn:aws:iam::aws:policy/${policyName}`)] };
  return [
    {
      name: "held by a role",
      record,
      reads: { "aws-iam.role": [role("app"), role("team", holding)] },
      outcome: "pass",
    },
    {
      name: "held by a role of IAM Identity Center",
      record,
      reads: { "aws-iam.role": [identityCenterRole("Team", holding)] },
      outcome: "pass",
    },
    { name: "held by none", record, reads: { "aws-iam.role": [role("app")] }, outcome: "fail" },
    {
      name: "a customer policy of the same name",
      record,
      reads: { "aws-iam.role": [role("app", { AttachedManagedPolicies: [attached(policyArn(policyName))] })] },
      outcome: "fail",
    },
    {
      name: "roles not seen to the end",
      record,
      reads: { "aws-iam.role": [role("app")] },
      unavailable: { "aws-iam.role": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "roles not seen to the end, but one that holds it was",
      record,
      reads: { "aws-iam.role": [role("team", holding)] },
      unavailable: { "aws-iam.role": "truncated" },
      outcome: "pass",
    },
  ];
}
