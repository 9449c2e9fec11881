import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  NOT_JUDGED_EXAMPLES,
  allow,
  deny,
  document,
  judgeForbidden,
  outOfJudgement,
  policy,
  policyIdentity,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-does-not-grant-full-cloudtrail",
  version: 1,
  title: "Customer policies do not grant all of CloudTrail",
  rationale: "Whoever may do everything with the trails can stop and delete the record of it.",
  severity: "medium",
  over: policyKind,
  params: z.object({}),
  remediation: "Grant the reading actions; keep changes for the audit team.",
  expected: () => "cloudtrail:* is not allowed on all trails",
  test(record) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const who = policyIdentity(record);
    const forbidden = [
      {
        question: {
          action: "cloudtrail:ExhibitProbe",
          resource: `arn:${who.partition}:cloudtrail:*:${who.account}:trail/*`,
        },
        means: "cloudtrail:* on every trail",
      },
    ];
    return judgeForbidden(who, forbidden, "does not grant cloudtrail:* on every trail");
  },
  examples: [
    { name: "cloudtrail:*", record: policy("trail", document(allow("cloudtrail:*"))), outcome: "fail" },
    {
      name: "reads",
      record: policy("read", document(allow(["cloudtrail:Get*", "cloudtrail:LookupEvents"]))),
      outcome: "pass",
    },
    {
      name: "cloudtrail:* with the changes denied",
      record: policy("trail", document(allow("cloudtrail:*"), deny("cloudtrail:*"))),
      outcome: "pass",
    },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
