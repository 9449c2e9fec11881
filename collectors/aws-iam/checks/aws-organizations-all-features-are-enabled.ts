import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { ACCOUNT } from "../../_aws/policy/index.ts";
import { organizationKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-organizations-all-features-are-enabled",
  version: 1,
  title: "The organization has all features",
  rationale: "With consolidated billing only there are no service control policies: nothing limits an account.",
  severity: "medium",
  over: organizationKind,
  params: z.object({}),
  remediation: "Enable all features in the organization.",
  expected: () => "FeatureSet is ALL",
  test(record) {
    if (!record.InOrganization) return notApplicable("the account is in no organization");
    const features = known(record.FeatureSet, "FeatureSet");
    return features === "ALL" ? pass("FeatureSet is ALL") : fail(`FeatureSet is ${features}`);
  },
  examples: [
    {
      name: "all",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      outcome: "pass",
    },
    {
      name: "billing only",
      record: { AccountId: ACCOUNT, InOrganization: true, FeatureSet: "CONSOLIDATED_BILLING" },
      outcome: "fail",
    },
    {
      name: "not stated",
      record: { AccountId: ACCOUNT, InOrganization: true },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no organization", record: { AccountId: ACCOUNT, InOrganization: false }, outcome: "not-applicable" },
  ],
});
