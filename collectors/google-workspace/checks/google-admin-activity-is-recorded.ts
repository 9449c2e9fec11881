import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { activitySummaryKind, customerKind } from "../evidence.ts";
import { activity, ago, complete, customer, dated, wholeDays } from "../policy/index.ts";

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
    const view = ctx.read(activitySummaryKind);
    const events = [...view.seen()].filter(({ application }) => application === "admin");
    const newest = events
      .map(({ lastAt }) => lastAt)
      .toSorted()
      .at(-1);
    if (newest !== undefined && wholeDays(newest, ctx.evidenceAt) <= ctx.params.maxDays) {
      const total = events.reduce((sum, { count }) => sum + count, 0);
      return pass(`${total} events of ${events.length} kinds in the window, newest ${dated(newest, ctx.evidenceAt)}`);
    }
    complete(view);
    return fail(newest === undefined ? "no event in the window" : `newest event ${dated(newest, ctx.evidenceAt)}`);
  },
  examples: [
    {
      name: "yesterday",
      record: customer(),
      reads: { "google-workspace.activity-summary": [activity("admin", "SOME_EVENT")] },
      outcome: "pass",
    },
    {
      name: "only events of another application",
      record: customer(),
      reads: { "google-workspace.activity-summary": [activity("login", "SOME_EVENT")] },
      outcome: "fail",
    },
    {
      name: "forty days ago",
      record: customer(),
      reads: { "google-workspace.activity-summary": [activity("admin", "SOME_EVENT", { lastAt: ago(40) })] },
      outcome: "fail",
    },
    {
      name: "forty days ago in a quiet tenant",
      record: customer(),
      reads: { "google-workspace.activity-summary": [activity("admin", "SOME_EVENT", { lastAt: ago(40) })] },
      params: { maxDays: 60 },
      outcome: "pass",
    },
    {
      name: "not seen",
      record: customer(),
      unavailable: { "google-workspace.activity-summary": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
