import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { DEFAULT_PASSWORD_POLICY, passwordPolicy } from "../../_aws/policy/index.ts";
import { passwordPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-password-policy-expiry-follows-criterion",
  version: 1,
  title: "Password expiry is as your criterion asks",
  rationale:
    "Respected baselines contradict each other on periodic expiry: NIST SP 800-63B advises against it, older baselines ask for 90 days. Which one holds must be your decision.",
  severity: "low",
  over: passwordPolicyKind,
  params: z.object({
    expectExpiry: z
      .union([z.literal("never"), z.object({ maxDays: z.number().int().min(1).max(1095) })])
      .default("never")
      .describe("never, or the greatest age in days. origin: our default after NIST SP 800-63B; baselines disagree"),
  }),
  remediation:
    "Set or remove password expiration in the account password policy, or change the parameter expectExpiry to your own rule.",
  expected: ({ expectExpiry }) =>
    expectExpiry === "never"
      ? "passwords do not expire by age (criterion: NIST SP 800-63B, change on compromise only)"
      : `passwords expire after ${expectExpiry.maxDays} days at most (criterion: your parameter)`,
  test(record, ctx) {
    const expires = record.Configured ? known(record.ExpirePasswords, "ExpirePasswords") : false;
    const age = expires ? known(record.MaxPasswordAge, "MaxPasswordAge") : undefined;
    const observed =
      age === undefined
        ? `passwords do not expire${record.Configured ? "" : " (AWS default policy)"}`
        : `passwords expire after ${age} days`;
    const { expectExpiry } = ctx.params;
    const holds = expectExpiry === "never" ? age === undefined : age !== undefined && age <= expectExpiry.maxDays;
    return holds ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "never expires, as by default", record: passwordPolicy({ ExpirePasswords: false }), outcome: "pass" },
    { name: "default policy: never expires", record: DEFAULT_PASSWORD_POLICY, outcome: "pass" },
    {
      name: "expires after 90 days against the default criterion",
      record: passwordPolicy({ ExpirePasswords: true, MaxPasswordAge: 90 }),
      outcome: "fail",
    },
    {
      name: "expires after 90 days where 90 is asked",
      record: passwordPolicy({ ExpirePasswords: true, MaxPasswordAge: 90 }),
      params: { expectExpiry: { maxDays: 90 } },
      outcome: "pass",
    },
    {
      name: "never expires where 90 is asked",
      record: DEFAULT_PASSWORD_POLICY,
      params: { expectExpiry: { maxDays: 90 } },
      outcome: "fail",
    },
    {
      name: "expires, age not stated",
      record: passwordPolicy({ ExpirePasswords: true }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "expiry not stated", record: passwordPolicy({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
