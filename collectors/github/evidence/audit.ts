import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, text } from "./shapes.ts";

export const AuditEvent = z.looseObject({
  id: z.string(),
  /** `repo.destroy`, `protected_branch.policy_override`… */
  action: z.string(),
  at: instantText,
  actor: text,
  user: text,
  repository: text,
  operation_type: text,
});
export type AuditEvent = z.infer<typeof AuditEvent>;
export const auditEventKind = defineKind({
  id: "github.audit-event",
  version: 1,
  title: "Event of the organization's audit log within the period",
  schema: AuditEvent,
  key: (record) => record.id,
  sensitivity: "confidential",
  personalData: true,
  redact: [
    { path: "actor_ip", rule: "remove", why: "personal data that no judgement needs" },
    { path: "actor_location", rule: "remove", why: "personal data that no judgement needs" },
    { path: "hashed_token", rule: "remove", why: "derived from a credential" },
    { path: "token_id", rule: "remove", why: "names a credential" },
  ],
  population: "Web events of the configured period by GET /orgs/{org}/audit-log (Enterprise Cloud).",
});
