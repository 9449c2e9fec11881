import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { allow, awsPolicy, document, isAwsManaged, omit, policy } from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-is-attached",
  version: 1,
  title: "Customer policies are in use",
  rationale: "An unused policy is a permission that waits for an attachment nobody reviewed.",
  unmapped: "An unused policy grants nothing: tidiness, which no guidance point asks for.",
  severity: "low",
  over: policyKind,
  params: z.object({}),
  remediation: "Delete the policy.",
  expected: () => "each customer-managed policy is attached, or serves as a permissions boundary",
  test(record) {
    if (isAwsManaged(record.Arn)) return notApplicable("an AWS-managed policy");
    const attachments = known(record.AttachmentCount, "AttachmentCount");
    if (attachments > 0) return pass(`attached ${attachments} times`);
    const boundaries = known(record.PermissionsBoundaryUsageCount, "PermissionsBoundaryUsageCount");
    return boundaries > 0 ? pass(`a permissions boundary ${boundaries} times`) : fail("attached to nothing");
  },
  examples: [
    { name: "attached", record: policy("app", document(allow("s3:GetObject"))), outcome: "pass" },
    {
      name: "not attached",
      record: policy("app", document(allow("s3:GetObject")), { AttachmentCount: 0 }),
      outcome: "fail",
    },
    {
      name: "a boundary",
      record: policy("app", document(allow("s3:GetObject")), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 }),
      outcome: "pass",
    },
    { name: "AWS-managed", record: awsPolicy("ReadOnlyAccess", document(allow("s3:Get*"))), outcome: "not-applicable" },
    {
      name: "count not stated",
      record: omit(policy("app", document(allow("s3:GetObject"))), "AttachmentCount"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
