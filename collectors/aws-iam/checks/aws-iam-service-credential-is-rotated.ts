import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { dated, daysAgo, wholeDays } from "../../_aws/policy/index.ts";
import { serviceCredentialKind, type ServiceSpecificCredential } from "../evidence.ts";

const credentialOf = (rest: Partial<ServiceSpecificCredential>): ServiceSpecificCredential => ({
  ServiceSpecificCredentialId: "ACCAEXAMPLE",
  UserName: "bot",
  ServiceName: "bedrock.amazonaws.com",
  Status: "Active",
  CreateDate: daysAgo(30),
  ...rest,
});

export default defineCheck({
  id: "aws-iam-service-credential-is-rotated",
  version: 1,
  title: "Service-specific credentials are rotated",
  rationale: "They are passwords and API keys that the access-key report does not show, and easily forgotten.",
  severity: "low",
  over: serviceCredentialKind,
  params: z.object({
    maxDays: z
      .number()
      .int()
      .positive()
      .default(90)
      .describe("days. origin: our default, as for access keys in CIS AWS Foundations 3.0 1.14"),
  }),
  remediation: "Create a new credential, move the workload, delete the old one.",
  expected: ({ maxDays }) => `each active service-specific credential is ${maxDays} days old at most`,
  test(record, ctx) {
    if (record.Status !== "Active") return notApplicable(`the credential is ${record.Status}`);
    const observed = `${record.ServiceName} credential of ${record.UserName}, created ${dated(record.CreateDate, ctx.evidenceAt)}`;
    return wholeDays(record.CreateDate, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "30 days old", record: credentialOf({}), outcome: "pass" },
    { name: "91 days old", record: credentialOf({ CreateDate: daysAgo(91) }), outcome: "fail" },
    {
      name: "old but inactive",
      record: credentialOf({ CreateDate: daysAgo(91), Status: "Inactive" }),
      outcome: "not-applicable",
    },
  ],
});
