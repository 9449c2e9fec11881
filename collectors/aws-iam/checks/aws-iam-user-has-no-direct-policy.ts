import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { allow, attached, boundary, document, inline, nameOf, policyArn, user } from "../../_aws/policy/index.ts";
import { userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-has-no-direct-policy",
  version: 1,
  title: "Users get permissions through groups or roles",
  rationale:
    "Permissions given to single users are the ones that reviews overlook and that stay when a person changes duties.",
  severity: "low",
  over: userKind,
  params: z.object({}),
  remediation: "Move the policies to a group, or to a role or permission set.",
  expected: () => "no inline and no attached policy on the user itself (CIS AWS Foundations 3.0 1.15)",
  test(record) {
    const names = [
      ...record.UserPolicyList.map(({ PolicyName }) => `inline ${PolicyName}`),
      ...record.AttachedManagedPolicies.map(({ PolicyArn }) => `attached ${nameOf(PolicyArn)}`),
    ];
    return names.length === 0 ? pass("no policy on the user itself") : fail(names.join(", "));
  },
  examples: [
    { name: "only groups", record: user("ana", { GroupList: ["ops"] }), outcome: "pass" },
    {
      name: "inline policy",
      record: user("ana", { UserPolicyList: [inline("s3", document(allow("s3:GetObject")))] }),
      outcome: "fail",
    },
    {
      name: "attached policy",
      record: user("ana", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      outcome: "fail",
    },
    {
      name: "a boundary is not a permission",
      record: user("ana", { PermissionsBoundary: boundary(policyArn("limit")) }),
      outcome: "pass",
    },
  ],
});
