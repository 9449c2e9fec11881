import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  NOT_JUDGED_EXAMPLES,
  allow,
  deny,
  document,
  iamResources,
  judgeForbidden,
  outOfJudgement,
  policy,
  policyIdentity,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-does-not-allow-assuming-any-role",
  version: 1,
  title: "Customer policies name the roles that may be assumed",
  rationale: "sts:AssumeRole on every role reaches whatever role trusts the account, in any account.",
  severity: "high",
  over: policyKind,
  params: z.object({}),
  remediation: "List the ARNs of the roles that may be assumed.",
  expected: () => "sts:AssumeRole is not allowed on all roles, of the account or of every account",
  test(record) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const who = policyIdentity(record);
    const any = [iamResources(who, "role"), `arn:${who.partition}:iam::*:role/*`];
    const forbidden = any.map((resource) => ({
      question: { action: "sts:AssumeRole", resource },
      means: `sts:AssumeRole on ${resource}`,
    }));
    return judgeForbidden(who, forbidden, "does not allow assuming any role");
  },
  examples: [
    { name: "on *", record: policy("hop", document(allow("sts:AssumeRole"))), outcome: "fail" },
    {
      name: "on all roles of the account",
      record: policy("hop", document(allow("sts:*", "arn:aws:iam::111122223333:role/*"))),
      outcome: "fail",
    },
    {
      name: "on all roles of every account",
      record: policy("hop", document(allow("sts:AssumeRole", "arn:aws:iam::*:role/*"))),
      outcome: "fail",
    },
    {
      name: "on one role in every account",
      record: policy("hop", document(allow("sts:AssumeRole", "arn:aws:iam::*:role/audit"))),
      outcome: "pass",
    },
    {
      name: "on *, within the organization only",
      record: policy(
        "hop",
        document(
          allow("sts:AssumeRole", "*", { Condition: { StringEquals: { "aws:ResourceOrgID": "o-example1234" } } }),
        ),
      ),
      outcome: "fail",
    },
    {
      name: "allowed and denied",
      record: policy("hop", document(allow("sts:AssumeRole"), deny("sts:AssumeRole"))),
      outcome: "pass",
    },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
