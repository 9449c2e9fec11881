import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { ACCOUNT } from "../../_aws/policy/index.ts";
import { organizationKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-organizations-account-is-member",
  version: 1,
  title: "The account belongs to an organization",
  rationale: "Only an organization can set limits that the account's own administrators cannot lift.",
  severity: "medium",
  over: organizationKind,
  params: z.object({}),
  remediation: "Invite the account into the organization.",
  expected: () => "DescribeOrganization names an organization",
  test(record) {
    return record.InOrganization ? pass(`member of ${record.Id ?? "an organization"}`) : fail("in no organization");
  },
  examples: [
    {
      name: "member",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      outcome: "pass",
    },
    { name: "stands alone", record: { AccountId: ACCOUNT, InOrganization: false }, outcome: "fail" },
  ],
});
