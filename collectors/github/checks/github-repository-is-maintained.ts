import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { repositoryKind } from "../evidence.ts";
import { dated, daysAgo, repository, setAside, stated, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-is-maintained",
  version: 1,
  title: "Repositories are maintained or archived",
  rationale: "Code that nobody touches is patched by nobody, and its rights are reviewed by nobody.",
  severity: "low",
  over: repositoryKind,
  params: z.object({
    maxDays: z
      .number()
      .int()
      .positive()
      .default(365)
      .describe("days. origin: our default; CIS software supply chain 1.2.7 names no number, legitify takes a quarter"),
  }),
  remediation: "Archive the repository when nobody needs it to change; otherwise maintain it.",
  expected: ({ maxDays }) => `the last push is ${maxDays} days old at most, or the repository is archived`,
  test(record, ctx) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    const at =
      record.pushed_at ?? (record.is_empty === true ? stated(record, "created_at") : stated(record, "pushed_at"));
    const observed = `${record.pushed_at === null || record.pushed_at === undefined ? "empty since" : "last push"} ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "pushed last week", record: repository({ pushed_at: daysAgo(7) }), outcome: "pass" },
    { name: "pushed a year ago", record: repository({ pushed_at: daysAgo(365) }), outcome: "pass" },
    { name: "pushed two years ago", record: repository({ pushed_at: daysAgo(730) }), outcome: "fail" },
    {
      name: "empty for two years",
      record: repository({ is_empty: true, pushed_at: null, created_at: daysAgo(730) }),
      outcome: "fail",
    },
    {
      name: "archived, two years ago",
      record: repository({ archived: true, pushed_at: daysAgo(730) }),
      outcome: "not-applicable",
    },
    { name: "not stated", record: repository(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
