import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { codeScanningAlertKind, repositoryKind } from "../evidence.ts";
import { codeAlert, dated, daysAgo, repository, setAside, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-code-alert-is-fixed-in-time",
  version: 1,
  title: "Weaknesses in own code are fixed in time",
  rationale: "A weakness that the tool shows is one that others can find.",
  severity: "high",
  over: codeScanningAlertKind,
  reads: [repositoryKind],
  params: z.object({
    maxDays: z
      .object({
        critical: z.number().int().positive().default(15),
        high: z.number().int().positive().default(30),
        medium: z.number().int().positive().default(90),
      })
      .prefault({})
      .describe(
        "days to fix by severity; lower ones are not judged. origin: CISA BOD 19-02 for critical and high; medium is our default",
      ),
  }),
  remediation: "Fix the code, or dismiss the alert with the reason.",
  expected: ({ maxDays }) =>
    `open alerts are at most ${maxDays.critical} (critical), ${maxDays.high} (high), ${maxDays.medium} (medium) days old`,
  test(record, ctx) {
    if (record.state !== "open")
      return ["dismissed", "fixed", "auto_dismissed"].includes(record.state)
        ? notApplicable(record.state)
        : undetermined("schema-mismatch", `state ${record.state} is not known here`);
    const severity = record.security_severity_level;
    if (severity === null || severity === undefined) return notApplicable("not a rule about security");
    if (severity !== "critical" && severity !== "high" && severity !== "medium")
      return severity === "low"
        ? notApplicable("low severity")
        : undetermined("schema-mismatch", `severity ${severity} is not known here`);
    const home = ctx.read(repositoryKind).get(record.full_name);
    const aside = home === undefined ? undefined : setAside(home);
    if (aside !== undefined) return aside;
    const limit = ctx.params.maxDays[severity];
    const observed = `${record.rule_id ?? "a rule"}, ${severity}, open since ${dated(record.created_at, ctx.evidenceAt)}, limit ${limit}`;
    return wholeDays(record.created_at, ctx.evidenceAt) > limit ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "critical, three days old", record: codeAlert({ security_severity_level: "critical" }), outcome: "pass" },
    {
      name: "critical, on its last day",
      record: codeAlert({ security_severity_level: "critical", created_at: daysAgo(15) }),
      outcome: "pass",
    },
    {
      name: "critical, 16 days old",
      record: codeAlert({ security_severity_level: "critical", created_at: daysAgo(16) }),
      outcome: "fail",
    },
    {
      name: "high, 20 days old",
      record: codeAlert({ security_severity_level: "high", created_at: daysAgo(20) }),
      outcome: "pass",
    },
    {
      name: "high, two months old",
      record: codeAlert({ security_severity_level: "high", created_at: daysAgo(60) }),
      outcome: "fail",
    },
    {
      name: "medium, two months old",
      record: codeAlert({ security_severity_level: "medium", created_at: daysAgo(60) }),
      outcome: "pass",
    },
    {
      name: "low, a year old",
      record: codeAlert({ security_severity_level: "low", created_at: daysAgo(365) }),
      outcome: "not-applicable",
    },
    {
      name: "dismissed",
      record: codeAlert({ security_severity_level: "critical", state: "dismissed", created_at: daysAgo(60) }),
      outcome: "not-applicable",
    },
    {
      name: "GH-13: archived repository",
      record: codeAlert({ security_severity_level: "critical", created_at: daysAgo(60) }),
      reads: { "github.repository": [repository({ archived: true })] },
      outcome: "not-applicable",
    },
    {
      name: "repositories not readable",
      record: codeAlert({ security_severity_level: "critical", created_at: daysAgo(60) }),
      unavailable: { "github.repository": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an unknown severity",
      record: codeAlert({ security_severity_level: "severe" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "an unknown state",
      record: codeAlert({ security_severity_level: "high", state: "paused" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "own limits",
      record: codeAlert({ security_severity_level: "critical", created_at: daysAgo(5) }),
      params: { maxDays: { critical: 3 } },
      outcome: "fail",
    },
    {
      name: "a rule about style",
      record: codeAlert({ security_severity_level: null, created_at: daysAgo(400) }),
      outcome: "not-applicable",
    },
  ],
});
