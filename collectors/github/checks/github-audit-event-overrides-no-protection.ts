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
  id: "github-audit-event-overrides-no-protection",
  version: 1,
  title: "Branch protection was not overridden",
  rationale: "An override is a change that passed over the rules with the rights of an administrator.",
  severity: "medium",
  over: auditEventKind,
  params: z.object({
    overrides: z
      .array(z.string())
      .default(["protected_branch.policy_override"])
      .describe("actions of the audit log. origin: GitHub, audit log events of organizations"),
  }),
  remediation: "Review what was changed by the override; take away the right to bypass.",
  expected: ({ overrides }) => `no event of the period is one of: ${overrides.join(", ")}`,
  test(record, ctx) {
    return ctx.params.overrides.includes(record.action)
      ? fail(
          `${record.action} by ${record.actor ?? "nobody"} in ${record.repository ?? "a repository"}, ${record.at.slice(0, 10)}`,
        )
      : pass(record.action);
  },
  examples: [
    { name: "another event", record: event(), outcome: "pass" },
    {
      name: "an override",
      record: event({ action: "protected_branch.policy_override", repository: REPOSITORY }),
      outcome: "fail",
    },
    {
      name: "an own list",
      record: event({ action: "repo.destroy" }),
      params: { overrides: ["repo.destroy"] },
      outcome: "fail",
    },
  ],
});
