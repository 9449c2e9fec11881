import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { retentionKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-config-retention-is-long-enough",
  version: 1,
  title: "Configuration history is kept long enough",
  rationale: "A question about a change is often asked a year later.",
  severity: "medium",
  over: retentionKind,
  params: z.object({
    minDays: z
      .number()
      .int()
      .min(30)
      .max(2557)
      .default(365)
      .describe("days. origin: our default, a year of history as for trails in CIS AWS Foundations and PCI DSS 10.5.1"),
  }),
  remediation: "Raise the retention period of AWS Config.",
  expected: ({ minDays }) => `configuration items are kept for ${minDays} days or more`,
  test(record, ctx) {
    const days = record.retentionPeriodInDays;
    const observed = record.configured
      ? `kept for ${days} days`
      : `kept for ${days} days, the period of AWS Config itself`;
    return days >= ctx.params.minDays ? pass(observed) : fail(observed);
  },
  examples: [
    {
      name: "by default seven years",
      record: { accountId: "111122223333", awsRegion: "eu-west-1", configured: false, retentionPeriodInDays: 2557 },
      outcome: "pass",
    },
    {
      name: "a year",
      record: { accountId: "111122223333", awsRegion: "eu-west-1", configured: true, retentionPeriodInDays: 365 },
      outcome: "pass",
    },
    {
      name: "a month",
      record: { accountId: "111122223333", awsRegion: "eu-west-1", configured: true, retentionPeriodInDays: 30 },
      outcome: "fail",
    },
  ],
});
