import { defineCheck } from "#sdk";
import * as z from "zod";
import { dependabotAlertKind, repositoryKind } from "../evidence.ts";
import { alertAgeExamples, alertClosed, daysToFix, dependabotAlert, judgeAlertAge } from "../policy/index.ts";

export default defineCheck({
  id: "github-dependabot-alert-is-fixed-in-time",
  version: 1,
  title: "Weak dependencies are replaced in time",
  rationale: "Weaknesses of components are published: attackers read the same list.",
  severity: "high",
  over: dependabotAlertKind,
  reads: [repositoryKind],
  params: z.object({
    maxDays: daysToFix,
  }),
  remediation:
    "Take the fixed version; where there is none, replace the component or dismiss the alert with the reason.",
  expected: ({ maxDays }) =>
    `open alerts are at most ${maxDays.critical} (critical), ${maxDays.high} (high), ${maxDays.medium} (medium) days old`,
  test(record, ctx) {
    const closed = alertClosed(record);
    if (closed !== undefined) return closed;
    const what = record.package ?? "a component";
    return judgeAlertAge(record, what, ctx.read(repositoryKind), ctx.params.maxDays, ctx.evidenceAt);
  },
  examples: alertAgeExamples((severity, rest) => dependabotAlert({ severity, ...rest })),
});
