import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { auditEventKind, type AuditEvent } from "../evidence.ts";
import { REPOSITORY, daysAgo } from "../policy/index.ts";

const event = (rest: Partial<AuditEvent> = {}): AuditEvent => ({
  id: "e1",
  action: "repo.create",
  at: daysAgo(1),
  actor: "ana",
  ...rest,
});

export default defineCheck({
  id: "github-audit-event-weakens-no-safeguard",
  version: 1,
  title: "Safeguards of the organization were not switched off",
  rationale: "Whoever wants to take something first turns off what would tell.",
  severity: "medium",
  over: auditEventKind,
  params: z.object({
    weakening: z
      .array(z.string())
      .default([
        "org.disable_two_factor_requirement",
        "org.disable_saml",
        "org.disable_oauth_app_restrictions",
        "protected_branch.destroy",
        "repository_ruleset.destroy",
        "repository_secret_scanning.disable",
        "repository_secret_scanning_push_protection.disable",
        "repository_vulnerability_alerts.disable",
        "ip_allow_list.disable",
      ])
      .describe("actions of the audit log. origin: GitHub, audit log events of organizations"),
  }),
  remediation: "Find out who switched it off and why; switch it on again.",
  expected: ({ weakening }) => `no event of the period is one of ${weakening.length} that switch a safeguard off`,
  test(record, ctx) {
    return ctx.params.weakening.includes(record.action)
      ? fail(
          `${record.action} by ${record.actor ?? "nobody"}${record.repository === null || record.repository === undefined ? "" : ` in ${record.repository}`}, ${record.at.slice(0, 10)}`,
        )
      : pass(record.action);
  },
  examples: [
    { name: "another event", record: event(), outcome: "pass" },
    {
      name: "second factor no longer required",
      record: event({ action: "org.disable_two_factor_requirement" }),
      outcome: "fail",
    },
    {
      name: "secret scanning off",
      record: event({ action: "repository_secret_scanning.disable", repository: REPOSITORY }),
      outcome: "fail",
    },
    { name: "an own list", record: event(), params: { weakening: ["repo.create"] }, outcome: "fail" },
  ],
});
