import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { DEFAULT_PASSWORD_POLICY, passwordPolicy } from "../../_aws/policy/index.ts";
import { passwordPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-password-policy-minimum-length",
  version: 1,
  title: "IAM passwords have a minimum length",
  rationale: "Length is what makes a password hard to guess or to crack from a leaked hash.",
  severity: "medium",
  over: passwordPolicyKind,
  params: z.object({
    minLength: z.number().int().min(6).max(128).default(14).describe("characters. origin: CIS AWS Foundations 3.0 1.8"),
  }),
  remediation: "Raise the minimum length in the account password policy.",
  expected: ({ minLength }) => `MinimumPasswordLength is ${minLength} or more`,
  test(record, ctx) {
    const length = record.Configured ? known(record.MinimumPasswordLength, "MinimumPasswordLength") : 8;
    const observed = record.Configured
      ? `MinimumPasswordLength is ${length}`
      : "the AWS default policy is in force: 8 characters";
    return length >= ctx.params.minLength ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "14 characters", record: passwordPolicy({ MinimumPasswordLength: 14 }), outcome: "pass" },
    { name: "13 characters", record: passwordPolicy({ MinimumPasswordLength: 13 }), outcome: "fail" },
    { name: "default policy: 8 characters", record: DEFAULT_PASSWORD_POLICY, outcome: "fail" },
    {
      name: "default policy where 8 is enough",
      record: DEFAULT_PASSWORD_POLICY,
      params: { minLength: 8 },
      outcome: "pass",
    },
    { name: "length not stated", record: passwordPolicy({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
