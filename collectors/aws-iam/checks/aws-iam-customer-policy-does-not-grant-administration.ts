import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  MFA_PRESENT,
  NOT_JUDGED_EXAMPLES,
  allow,
  deny,
  document,
  judgeAdministration,
  outOfJudgement,
  policy,
  policyIdentity,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-does-not-grant-administration",
  version: 1,
  title: "Customer policies do not grant administration",
  rationale: "A policy that grants everything makes whoever gets it an administrator, today or by the next attachment.",
  severity: "high",
  over: policyKind,
  params: z.object({}),
  remediation: "Grant the actions that are needed on the resources that are needed.",
  expected: () =>
    "the default version of a customer-managed policy does not make its holder an administrator (CIS AWS Foundations 3.0 1.16), attached or not",
  test(record) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    return judgeAdministration(policyIdentity(record));
  },
  examples: [
    { name: "Allow *", record: policy("all", document(allow("*"))), outcome: "fail" },
    {
      name: "attached to nobody",
      record: policy("all", document(allow("*")), { AttachmentCount: 0 }),
      outcome: "fail",
    },
    { name: "IAM-13: Allow * on arn:aws:*", record: policy("all", document(allow("*", "arn:aws:*"))), outcome: "fail" },
    {
      name: "IAM-15: Allow * only when MFA is present",
      record: policy("all", document(allow("*", "*", MFA_PRESENT))),
      outcome: "fail",
    },
    { name: "iam:*", record: policy("iam", document(allow("iam:*"))), outcome: "fail" },
    {
      name: "only an old version was administrative",
      record: policy("app", document(allow("s3:GetObject")), {
        DefaultVersionId: "v2",
        PolicyVersionList: [
          { VersionId: "v1", IsDefaultVersion: false, Document: document(allow("*")) },
          { VersionId: "v2", IsDefaultVersion: true, Document: document(allow("s3:GetObject")) },
        ],
      }),
      outcome: "pass",
    },
    {
      name: "Allow * on one bucket",
      record: policy("bucket", document(allow("*", "arn:aws:s3:::example/*"))),
      outcome: "pass",
    },
    { name: "only Deny", record: policy("no", document(deny("*"))), outcome: "pass" },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
