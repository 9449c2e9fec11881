import { defineCheck } from "#sdk";
import * as z from "zod";
import { activitySummaryKind, customerKind } from "../evidence.ts";
import { judgeRecorded, recordedExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-sign-in-activity-is-recorded",
  version: 1,
  title: "Sign-ins are recorded",
  rationale: "Without a record of sign-ins a stolen account leaves no trace.",
  severity: "medium",
  over: customerKind,
  reads: [activitySummaryKind],
  params: z.object({ maxDays: z.number().int().positive().default(7).describe("days. origin: our default") }),
  remediation:
    "Look in the reporting of the Admin console for why no events arrive, and keep a copy of the log elsewhere.",
  expected: ({ maxDays }) => `the login audit log holds an event of the last ${maxDays} days`,
  test(_record, ctx) {
    return judgeRecorded(ctx.read(activitySummaryKind), "login", ctx.params.maxDays, ctx.evidenceAt);
  },
  examples: recordedExamples("login", "admin"),
});
