import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { appInstallationKind } from "../evidence.ts";
import { daysAgo, installation } from "../policy/index.ts";

export default defineCheck({
  id: "github-app-installation-is-limited",
  version: 1,
  title: "Apps are installed on chosen repositories",
  rationale: "An App on all repositories reaches the next one too, whatever will be in it.",
  severity: "medium",
  over: appInstallationKind,
  params: z.object({
    mayHaveAll: z
      .array(z.string())
      .default([])
      .describe(
        "slugs of Apps that need all repositories, such as the one that collects evidence. origin: our default, none",
      ),
  }),
  remediation: "Limit the App to the repositories that it works on.",
  expected: () => "repository_selection of each App is selected, or the parameter lets it have all",
  test(record, ctx) {
    if (typeof record.suspended_at === "string") return notApplicable(`${record.app_slug} is suspended`);
    const observed = `${record.app_slug}: ${record.repository_selection} repositories`;
    if (record.repository_selection === "selected") return pass(observed);
    if (record.repository_selection !== "all") return undetermined("schema-mismatch", observed);
    return ctx.params.mayHaveAll.includes(record.app_slug)
      ? pass(`${observed}, as the parameter says`)
      : fail(observed);
  },
  examples: [
    { name: "chosen repositories", record: installation(), outcome: "pass" },
    { name: "all", record: installation({ repository_selection: "all" }), outcome: "fail" },
    {
      name: "all, on purpose",
      record: installation({ repository_selection: "all" }),
      params: { mayHaveAll: ["lint-helper"] },
      outcome: "pass",
    },
    {
      name: "suspended",
      record: installation({
        suspended_at: daysAgo(10),
        repository_selection: "all",
        permissions: { administration: "write" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "a new word",
      record: installation({ repository_selection: "most" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
