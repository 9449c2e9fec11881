import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  administrationExamples,
  allow,
  document,
  group,
  groupHolding,
  groupIdentity,
  inline,
  judgeAdministration,
} from "../../_aws/policy/index.ts";
import { groupKind, policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-group-does-not-grant-administration",
  version: 1,
  title: "Groups do not grant administration",
  rationale: "Membership of such a group makes an administrator; groups grow.",
  severity: "high",
  over: groupKind,
  reads: [policyKind],
  params: z.object({
    allowedGroups: z
      .array(z.string())
      .default([])
      .describe("names of groups that are meant to administer. origin: our default, none"),
  }),
  remediation: "Replace the administrative policy of the group by an assumable role or a permission set.",
  expected: () => "no group makes its members administrators, but those that the parameter names",
  test(record, ctx) {
    if (ctx.params.allowedGroups.includes(record.GroupName))
      return notApplicable("expected by the parameter allowedGroups");
    return judgeAdministration(groupIdentity(record, { policies: ctx.read(policyKind) }));
  },
  examples: [
    ...administrationExamples(groupHolding),
    {
      name: "named group",
      record: group("admins", { GroupPolicyList: [inline("all", document(allow("*")))] }),
      params: { allowedGroups: ["admins"] },
      outcome: "not-applicable",
    },
  ],
});
