import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationSecretKind, type OrganizationSecret } from "../evidence.ts";
import { dated, daysAgo, wholeDays } from "../policy/index.ts";

const secret = (rest: Partial<OrganizationSecret> = {}): OrganizationSecret => ({
  name: "DEPLOY_TOKEN",
  store: "actions",
  visibility: "selected",
  created_at: daysAgo(400),
  updated_at: daysAgo(30),
  ...rest,
});

export default defineCheck({
  id: "github-organization-secret-is-fresh",
  version: 1,
  title: "Secrets of the organization are renewed",
  rationale: "Everybody who ever wrote a workflow may have seen the value.",
  severity: "medium",
  over: organizationSecretKind,
  params: z.object({
    maxDays: z
      .number()
      .int()
      .positive()
      .default(365)
      .describe("days. origin: legitify, organization secrets older than a year"),
  }),
  remediation: "Set a new value, or replace the secret by short-lived credentials (OpenID Connect).",
  expected: ({ maxDays }) => `each organization secret was set ${maxDays} days ago at most`,
  test(record, ctx) {
    const observed = `${record.name} (${record.store}) set ${dated(record.updated_at, ctx.evidenceAt)}`;
    return wholeDays(record.updated_at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "last month", record: secret(), outcome: "pass" },
    { name: "two years ago", record: secret({ updated_at: daysAgo(730) }), outcome: "fail" },
    {
      name: "two years ago, where that is enough",
      record: secret({ updated_at: daysAgo(730) }),
      params: { maxDays: 1000 },
      outcome: "pass",
    },
  ],
});
