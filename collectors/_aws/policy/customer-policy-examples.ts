import type { CheckExample } from "#sdk";
import type { SamplePolicy } from "./sample-shapes.ts";
import { allow, awsPolicy, document, policy } from "./samples.ts";

/** Policies that no check of what a customer policy allows can judge, whatever it asks. */
export const NOT_JUDGED_EXAMPLES: readonly CheckExample<SamplePolicy>[] = [
  {
    name: "used only as a permissions boundary",
    record: policy("limit", document(allow("*")), { AttachmentCount: 0, PermissionsBoundaryUsageCount: 3 }),
    outcome: "not-applicable",
  },
  { name: "AWS-managed", record: awsPolicy("AdministratorAccess", document(allow("*"))), outcome: "not-applicable" },
  {
    name: "default version missing from the record",
    record: policy("odd", document(allow("s3:GetObject")), { DefaultVersionId: "v7" }),
    outcome: "undetermined",
    reason: "schema-mismatch",
  },
  {
    name: "malformed document",
    record: policy("odd", { Statement: [{ Effect: "Allow", Resource: "*" }] }),
    outcome: "undetermined",
    reason: "schema-mismatch",
  },
];
