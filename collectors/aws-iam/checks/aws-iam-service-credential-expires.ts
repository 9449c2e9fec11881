import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { dated, daysAgo } from "../../_aws/policy/index.ts";
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
  id: "aws-iam-service-credential-expires",
  version: 1,
  title: "Service API keys expire",
  rationale:
    "A Bedrock or CloudWatch API key is a bearer secret outside the access-key report; without an end it works for ever.",
  severity: "medium",
  over: serviceCredentialKind,
  params: z.object({
    services: z
      .array(z.string())
      .default(["bedrock.amazonaws.com", "logs.amazonaws.com"])
      .describe("services whose credentials can expire. origin: AWS documentation"),
  }),
  remediation: "Replace the key by one with an expiry, or better by temporary credentials.",
  expected: () => "each active service-specific credential of a service that offers an expiry has one",
  test(record, ctx) {
    if (record.Status !== "Active") return notApplicable(`the credential is ${record.Status}`);
    if (record.ExpirationDate !== undefined)
      return pass(
        `${record.ServiceName} credential of ${record.UserName} expires ${record.ExpirationDate.slice(0, 10)}`,
      );
    if (!ctx.params.services.includes(record.ServiceName))
      return notApplicable(`${record.ServiceName} credentials cannot be given an expiry; their age is judged instead`);
    return fail(
      `${record.ServiceName} credential of ${record.UserName}, created ${dated(record.CreateDate, ctx.evidenceAt)}, never expires`,
    );
  },
  examples: [
    { name: "Bedrock key with an expiry", record: credentialOf({ ExpirationDate: daysAgo(-60) }), outcome: "pass" },
    { name: "Bedrock key without", record: credentialOf({}), outcome: "fail" },
    {
      name: "CodeCommit credential: AWS offers no expiry",
      record: credentialOf({ ServiceName: "codecommit.amazonaws.com" }),
      outcome: "not-applicable",
    },
    { name: "inactive", record: credentialOf({ Status: "Inactive" }), outcome: "not-applicable" },
    { name: "expired", record: credentialOf({ Status: "Expired" }), outcome: "not-applicable" },
  ],
});
