import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { codeScanningAlertKind, repositoryKind } from "../evidence.ts";
import { alertAgeExamples, alertClosed, codeAlert, daysAgo, daysToFix, judgeAlertAge } from "../policy/index.ts";

export default defineCheck({
  id: "github-code-alert-is-fixed-in-time",
  version: 1,
  title: "Weaknesses in own code are fixed in time",
  rationale: "A weakness that the tool shows is one that others can find.",
  severity: "high",
  over: codeScanningAlertKind,
  reads: [repositoryKind],
  params: z.object({
    maxDays: daysToFix,
  }),
  remediation: "Fix the code, or dismiss the alert with the reason.",
  expected: ({ maxDays }) =>
    `open alerts are at most ${maxDays.critical} (critical), ${maxDays.high} (high), ${maxDays.medium} (medium) days old`,
  test(record, ctx) {
    const closed = alertClosed(record);
    if (closed !== undefined) return closed;
    const severity = record.security_severity_level;
    if (severity === null || severity === undefined) return notApplicable("not a rule about security");
    const what = record.rule_id ?? "a rule";
    return judgeAlertAge({ ...record, severity }, what, ctx.read(repositoryKind), ctx.params.maxDays, ctx.evidenceAt);
  },
  examples: [
    ...alertAgeExamples((severity, rest) => codeAlert({ security_severity_level: severity, ...rest })),
    {
      name: "a rule about style",
      record: codeAlert({ security_severity_level: null, created_at: daysAgo(400) }),
      outcome: "not-applicable",
    },
  ],
});
