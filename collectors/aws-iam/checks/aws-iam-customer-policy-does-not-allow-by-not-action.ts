import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  NOT_JUDGED_EXAMPLES,
  allow,
  defaultStatements,
  document,
  outOfJudgement,
  policy,
} from "../../_aws/policy/index.ts";
import { policyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-customer-policy-does-not-allow-by-not-action",
  version: 1,
  title: "Customer policies do not allow by exception",
  rationale: "Allow with NotAction grants everything that nobody thought of, new services included.",
  severity: "medium",
  over: policyKind,
  params: z.object({}),
  remediation: "Write the allowed actions, or keep NotAction for Deny statements.",
  expected: () => "no Allow statement uses NotAction",
  test(record) {
    const out = outOfJudgement(record);
    if (out !== undefined) return notApplicable(out);
    const found = defaultStatements(record).filter(({ effect, actions }) => effect === "Allow" && actions.except);
    return found.length === 0
      ? pass("no Allow with NotAction")
      : fail(`Allow with NotAction ${found.map(({ actions }) => actions.listed.join(", ")).join("; ")}`);
  },
  examples: [
    {
      name: "Allow NotAction iam:*",
      record: policy("power", { Statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" } }),
      outcome: "fail",
    },
    {
      name: "Deny NotAction",
      record: policy("mfa", { Statement: [{ Effect: "Deny", NotAction: ["iam:*", "sts:*"], Resource: "*" }] }),
      outcome: "pass",
    },
    { name: "Allow Action", record: policy("app", document(allow("s3:GetObject"))), outcome: "pass" },
    ...NOT_JUDGED_EXAMPLES,
  ],
});
