import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { appInstallationKind } from "../evidence.ts";
import { daysAgo, installation } from "../policy/index.ts";

export default defineCheck({
  id: "github-app-installation-is-known",
  version: 1,
  title: "Installed Apps are known",
  rationale: "An App acts in the name of the organization long after somebody tried it out.",
  severity: "medium",
  over: appInstallationKind,
  params: z.object({
    knownApps: z
      .array(z.string())
      .default([])
      .describe("slugs of Apps. origin: our default, none: whatever is expected must be named"),
  }),
  remediation: "Remove Apps that nobody needs; name the others in the parameter.",
  expected: ({ knownApps }) => `each installed App is one of ${knownApps.length} that the parameter names`,
  test(record, ctx) {
    if (typeof record.suspended_at === "string") return notApplicable(`${record.app_slug} is suspended`);
    return ctx.params.knownApps.includes(record.app_slug)
      ? pass(record.app_slug)
      : fail(`${record.app_slug} is not among the parameter knownApps`);
  },
  examples: [
    { name: "known", record: installation(), params: { knownApps: ["lint-helper"] }, outcome: "pass" },
    {
      name: "unknown",
      record: installation({ app_slug: "surprise" }),
      params: { knownApps: ["lint-helper"] },
      outcome: "fail",
    },
    { name: "nobody named", record: installation(), outcome: "fail" },
    {
      name: "suspended",
      record: installation({
        suspended_at: daysAgo(10),
        repository_selection: "all",
        permissions: { administration: "write" },
      }),
      outcome: "not-applicable",
    },
  ],
});
