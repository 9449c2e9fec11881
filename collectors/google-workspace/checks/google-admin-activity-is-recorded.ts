import { defineCheck } from "#sdk";
import * as z from "zod";
import { activitySummaryKind, customerKind } from "../evidence.ts";
import { judgeRecorded, recordedExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-admin-activity-is-recorded",
  version: 1,
  title: "Changes by administrators are recorded",
  rationale: "Without a record of changes nobody can tell a mistake from an attack.",
  severity: "medium",
  over: customerKind,
  reads: [activitySummaryKind],
  params: z.object({ maxDays: z.number().int().positive().default(30).describe("days. origin: our default") }),
  remediation:
    "Look in the reporting of the Admin console for why no events arrive, and keep a copy of the log elsewhere.",
  expected: ({ maxDays }) => `the admin audit log holds an event of the last ${maxDays} days`,
  test(_record, ctx) {
    return judgeRecorded(ctx.read(activitySummaryKind), "admin", ctx.params.maxDays, ctx.evidenceAt);
  },
  examples: recordedExamples("admin", "login"),
});
