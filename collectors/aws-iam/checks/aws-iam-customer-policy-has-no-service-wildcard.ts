import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  NOT_JUDGED_EXAMPLES,
  allow,
  defaultStatements,
  deny,
  document,
  outOfJudgement,
  policy,
  wholeServices,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-has-no-service-wildcard",
  version: 1,
  title: "Customer policies name actions, not whole services",
  rationale: "service:* also grants what the service will be able to do next year.",
  severity: "medium",
  over: policyKind,
  params: z.object({
    anyResource: z
      .boolean()
      .default(false)
      .describe(
        "true: also on named resources. origin: our default; AWS Config rule iam-policy-no-statements-with-full-access does",
      ),
  }),
  remediation: "List the actions that are needed, by group of read or write actions if they are many.",
  expected: ({ anyResource }) => `no Allow of * or service:*${anyResource ? "" : " on every resource"}`,
  test(record, ctx) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const services = [
      ...new Set(defaultStatements(record).flatMap((statement) => wholeServices(statement, !ctx.params.anyResource))),
    ];
    return services.length === 0
      ? pass("no whole service is allowed")
      : fail(`allows ${services.map((service) => (service === "*" ? "*" : `${service}:*`)).join(", ")}`);
  },
  examples: [
    { name: "named actions", record: policy("app", document(allow(["s3:GetObject", "s3:List*"]))), outcome: "pass" },
    { name: "s3:* on everything", record: policy("app", document(allow(["s3:*"]))), outcome: "fail" },
    {
      name: "S3:* on arn:aws:s3:::*",
      record: policy("app", document(allow(["S3:*"], "arn:aws:s3:::*"))),
      outcome: "fail",
    },
    {
      name: "s3:* on one bucket",
      record: policy("app", document(allow("s3:*", ["arn:aws:s3:::example", "arn:aws:s3:::example/*"]))),
      outcome: "pass",
    },
    {
      name: "s3:* on one bucket, strict",
      record: policy("app", document(allow("s3:*", "arn:aws:s3:::example/*"))),
      params: { anyResource: true },
      outcome: "fail",
    },
    { name: "*", record: policy("app", document(allow("*"))), outcome: "fail" },
    { name: "Deny of a service", record: policy("app", document(deny("s3:*"))), outcome: "pass" },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
