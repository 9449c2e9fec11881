import { fail, pass, type CheckExample, type Judgement, type ReadView } from "#sdk";
import { dated, wholeDays } from "../../_aws/policy/times.ts";
import { complete } from "../../_aws/policy/views.ts";
import type { ActivitySummary, Customer } from "../evidence.ts";
import { activity, ago, customer } from "./samples.ts";

/** Whether the audit log of an application holds an event of the last days. */
export function judgeRecorded(
  summaries: ReadView<ActivitySummary>,
  application: string,
  maxDays: number,
  at: string,
): Judgement {
  const events = [...summaries.seen()].filter((summary) => summary.application === application);
  const newest = events
    .map(({ lastAt }) => lastAt)
    .toSorted()
    .at(-1);
  if (newest !== undefined && wholeDays(newest, at) <= maxDays) {
    const total = events.reduce((sum, { count }) => sum + count, 0);
    return pass(`${total} events of ${events.length} kinds in the window, newest ${dated(newest, at)}`);
  }
  complete(summaries);
  return fail(newest === undefined ? "no event in the window" : `newest event ${dated(newest, at)}`);
}

/** @param other an application that the check is not about */
export function recordedExamples(application: string, other: string): readonly CheckExample<Customer>[] {
  const record = customer();
  const old = { "google-workspace.activity-summary": [activity(application, "SOME_EVENT", { lastAt: ago(40) })] };
  return [
    {
      name: "yesterday",
      record,
      reads: { "google-workspace.activity-summary": [activity(application, "SOME_EVENT")] },
      outcome: "pass",
    },
    {
      name: "only events of another application",
      record,
      reads: { "google-workspace.activity-summary": [activity(other, "SOME_EVENT")] },
      outcome: "fail",
    },
    { name: "forty days ago", record, reads: old, outcome: "fail" },
    { name: "forty days ago in a quiet tenant", record, reads: old, params: { maxDays: 60 }, outcome: "pass" },
    {
      name: "not seen",
      record,
      unavailable: { "google-workspace.activity-summary": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ];
}
