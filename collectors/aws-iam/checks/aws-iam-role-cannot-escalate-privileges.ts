import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  administratorsOf,
  allow,
  document,
  escalationExamples,
  inline,
  judgeEscalation,
  managedElsewhere,
  role,
  roleArn,
  roleHolding,
  roleIdentity,
  serviceLinkedRole,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind, roleKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-cannot-escalate-privileges",
  version: 1,
  title: "Roles cannot raise their own permissions",
  rationale: "Whoever breaks into a workload must not be able to turn its role into an administrator.",
  severity: "high",
  over: roleKind,
  reads: [policyKind, groupKind, userKind, roleKind],
  params: z.object({}),
  remediation:
    "Remove one action of each named pair, or limit iam:PassRole to the roles that are needed and to their service.",
  expected: () =>
    "no known combination of permissions leads a role that is no administrator to more (iam:PassRole alone does not)",
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const views = {
      policies: ctx.read(policyKind),
      groups: ctx.read(groupKind),
      users: ctx.read(userKind),
      roles: ctx.read(roleKind),
    };
    return judgeEscalation(roleIdentity(record, views), () => administratorsOf(views));
  },
  examples: [
    ...escalationExamples(roleHolding),
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    {
      name: "puts inline policies on itself",
      record: role("app", { RolePolicyList: [inline("self", document(allow("iam:PutRolePolicy", roleArn("app"))))] }),
      outcome: "fail",
    },
  ],
});
