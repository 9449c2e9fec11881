import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { wholeDays } from "../../_aws/policy/index.ts";
import { remediationExceptionKind } from "../evidence.ts";

import type { RemediationException } from "../evidence.ts";

const exception = (more: Partial<RemediationException>): RemediationException => ({
  accountId: "111122223333",
  awsRegion: "eu-west-1",
  ConfigRuleName: "encrypted-volumes",
  ResourceType: "AWS::EC2::Volume",
  ResourceId: "vol-1",
  ...more,
});
export default defineCheck({
  id: "aws-config-remediation-exception-ends",
  version: 1,
  title: "Exceptions from remediation end",
  rationale: "An exception without an end is a rule that nobody meant to give up.",
  severity: "medium",
  over: remediationExceptionKind,
  params: z.object({
    maxDays: z.number().int().min(1).default(366).describe("days. origin: our default: a year, the cadence of reviews"),
  }),
  remediation: "Give each exception a date and a message that says who approved it and why.",
  expected: ({ maxDays }) => `the exception says why, and ends within ${maxDays} days`,
  test(record, ctx) {
    const end = record.ExpirationTime;
    const why = record.Message;
    if (end === undefined) return fail("without end");
    const days = wholeDays(ctx.asOf, end);
    if (why === undefined || why.trim() === "") return fail(`ends ${end.slice(0, 10)}, without a reason`);
    return days <= ctx.params.maxDays
      ? pass(`ends ${end.slice(0, 10)}, with a reason`)
      : fail(`ends ${end.slice(0, 10)}, in ${days} days`);
  },
  examples: [
    {
      name: "ends, with a reason",
      record: exception({
        Message: "approved by the platform lead until the move",
        ExpirationTime: "2026-12-31T00:00:00.000Z",
      }),
      outcome: "pass",
    },
    { name: "without end", record: exception({ Message: "approved" }), outcome: "fail" },
    { name: "without a reason", record: exception({ ExpirationTime: "2026-12-31T00:00:00.000Z" }), outcome: "fail" },
    {
      name: "in many years",
      record: exception({ Message: "approved", ExpirationTime: "2036-01-01T00:00:00.000Z" }),
      outcome: "fail",
    },
  ],
});
