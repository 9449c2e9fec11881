import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_POLICY,
  allow,
  awsPolicy,
  complete,
  document,
  isAwsManaged,
  nameOf,
  policy,
  summary,
} from "../../_aws/policy/index.ts";
import { accountSummaryKind, policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-cloudshell-full-access-is-not-attached",
  version: 1,
  title: "CloudShell is not open to everybody who holds a policy",
  rationale: "AWSCloudShellFullAccess lets files be moved in and out of the account past the company network.",
  unmapped:
    "No guidance point speaks about file transfer through a browser shell; the check is kept because baselines ask for it.",
  severity: "low",
  over: accountSummaryKind,
  reads: [policyKind],
  params: z.object({}),
  remediation: "Detach AWSCloudShellFullAccess; grant CloudShell without file transfer where it is needed.",
  expected: () => "AWSCloudShellFullAccess is attached to nothing (CIS AWS Foundations 3.0 1.22)",
  test(_record, ctx) {
    const policies = ctx.read(policyKind);
    for (const { Arn, AttachmentCount } of policies.seen()) {
      if (!isAwsManaged(Arn) || nameOf(Arn) !== "AWSCloudShellFullAccess") continue;
      const count = known(AttachmentCount, "AttachmentCount of AWSCloudShellFullAccess");
      if (count > 0) return fail(`attached ${count} times`);
    }
    complete(policies);
    return pass("not among the AWS-managed policies in use");
  },
  examples: [
    { name: "not in use", record: summary({}), reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] }, outcome: "pass" },
    {
      name: "attached",
      record: summary({}),
      reads: { "aws-iam.policy": [awsPolicy("AWSCloudShellFullAccess", document(allow("cloudshell:*")))] },
      outcome: "fail",
    },
    {
      name: "a customer policy of the same name",
      record: summary({}),
      reads: { "aws-iam.policy": [policy("AWSCloudShellFullAccess", document(allow("s3:GetObject")))] },
      outcome: "pass",
    },
    {
      name: "policies not readable",
      record: summary({}),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
