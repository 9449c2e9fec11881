import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { dependabotAlertKind, repositoryKind } from "../evidence.ts";
import { dated, daysAgo, dependabotAlert, repository, setAside, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-dependabot-alert-is-fixed-in-time",
  version: 1,
  title: "Weak dependencies are replaced in time",
  rationale: "Weaknesses of components are published: attackers read the same list.",
  severity: "high",
  over: dependabotAlertKind,
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
  remediation:
    "Take the fixed version; where there is none, replace the component or dismiss the alert with the reason.",
  expected: ({ maxDays }) =>
    `open alerts are at most ${maxDays.critical} (critical), ${maxDays.high} (high), ${maxDays.medium} (medium) days old`,
  test(record, ctx) {
    if (record.state !== "open")
      return ["dismissed", "fixed", "auto_dismissed"].includes(record.state)
        ? notApplicable(record.state)
        : undetermined("schema-mismatch", `state ${record.state} is not known here`);
    const severity = record.severity;
    if (severity !== "critical" && severity !== "high" && severity !== "medium")
      return severity === "low"
        ? notApplicable("low severity")
        : undetermined("schema-mismatch", `severity ${severity} is not known here`);
    const home = ctx.read(repositoryKind).get(record.full_name);
    const aside = home === undefined ? undefined : setAside(home);
    if (aside !== undefined) return aside;
    const limit = ctx.params.maxDays[severity];
    const observed = `${record.package ?? "a component"}, ${severity}, open since ${dated(record.created_at, ctx.evidenceAt)}, limit ${limit}`;
    return wholeDays(record.created_at, ctx.evidenceAt) > limit ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "critical, three days old", record: dependabotAlert({ severity: "critical" }), outcome: "pass" },
    {
      name: "critical, on its last day",
      record: dependabotAlert({ severity: "critical", created_at: daysAgo(15) }),
      outcome: "pass",
    },
    {
      name: "critical, 16 days old",
      record: dependabotAlert({ severity: "critical", created_at: daysAgo(16) }),
      outcome: "fail",
    },
    {
      name: "high, 20 days old",
      record: dependabotAlert({ severity: "high", created_at: daysAgo(20) }),
      outcome: "pass",
    },
    {
      name: "high, two months old",
      record: dependabotAlert({ severity: "high", created_at: daysAgo(60) }),
      outcome: "fail",
    },
    {
      name: "medium, two months old",
      record: dependabotAlert({ severity: "medium", created_at: daysAgo(60) }),
      outcome: "pass",
    },
    {
      name: "low, a year old",
      record: dependabotAlert({ severity: "low", created_at: daysAgo(365) }),
      outcome: "not-applicable",
    },
    {
      name: "dismissed",
      record: dependabotAlert({ severity: "critical", state: "dismissed", created_at: daysAgo(60) }),
      outcome: "not-applicable",
    },
    {
      name: "GH-13: archived repository",
      record: dependabotAlert({ severity: "critical", created_at: daysAgo(60) }),
      reads: { "github.repository": [repository({ archived: true })] },
      outcome: "not-applicable",
    },
    {
      name: "repositories not readable",
      record: dependabotAlert({ severity: "critical", created_at: daysAgo(60) }),
      unavailable: { "github.repository": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "an unknown severity",
      record: dependabotAlert({ severity: "severe" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "an unknown state",
      record: dependabotAlert({ severity: "high", state: "paused" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "own limits",
      record: dependabotAlert({ severity: "critical", created_at: daysAgo(5) }),
      params: { maxDays: { critical: 3 } },
      outcome: "fail",
    },
  ],
});
