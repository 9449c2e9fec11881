import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { auditEventKind, type AuditEvent } from "../evidence.ts";
import { daysAgo } from "../policy/index.ts";

const event = (rest: Partial<AuditEvent> = {}): AuditEvent => ({
  id: "e1",
  action: "repo.create",
  at: daysAgo(1),
  actor: "ana",
  ...rest,
});

export default defineCheck({
  id: "github-audit-event-names-its-actor",
  version: 1,
  title: "Events of the audit log name their actor",
  rationale: "A change that nobody made cannot be asked about.",
  severity: "medium",
  over: auditEventKind,
  params: z.object({
    raisedByGithub: z
      .array(z.string().min(1))
      .default(["repository_vulnerability_alert.", "secret_scanning_alert.", "code_scanning_alert."])
      .describe(
        "beginnings of actions that GitHub's own services raise. origin: our default, by the names of audit log events",
      ),
  }),
  remediation: "Ask GitHub about events without an actor; keep the log where it stays complete.",
  expected: () =>
    "each event of the period in the organization's audit log names an actor; alerts that GitHub itself raises may have none",
  test(record, ctx) {
    const { actor, action } = record;
    if (actor !== null && actor !== undefined && actor !== "") return pass(`${action} by ${actor}`);
    if (ctx.params.raisedByGithub.some((start) => action.startsWith(start)))
      return notApplicable(`${action}: raised by GitHub itself`);
    if (actor === undefined) return undetermined("schema-mismatch", `${action}: GitHub did not state the actor`);
    return fail(`${action} by nobody`);
  },
  examples: [
    { name: "named", record: event(), outcome: "pass" },
    { name: "empty name", record: event({ actor: "" }), outcome: "fail" },
    { name: "null", record: event({ actor: null }), outcome: "fail" },
    {
      name: "an alert of GitHub's own",
      record: event({ action: "repository_vulnerability_alert.create", actor: null }),
      outcome: "not-applicable",
    },
    {
      name: "an alert that a person dismissed",
      record: event({ action: "repository_vulnerability_alert.dismiss" }),
      outcome: "pass",
    },
    { name: "not stated", record: event({ actor: undefined }), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
