import type { Emission } from "#sdk";
import type { Json } from "../client.ts";
import { DEFAULT_MAX_AUDIT_EVENTS } from "../config.ts";
import { ending, record } from "../emit.ts";
import { auditEventKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { onEnterpriseOnly } from "./credentials.ts";
import type { OrganizationReading } from "./organization.ts";

/** Events of the period, newest first, up to the configured number: what is beyond is a gap. */
export async function* auditLog(
  { scope, client, organization, config, since }: OrganizationSession,
  { plan }: OrganizationReading,
): AsyncGenerator<Emission> {
  const operation = "github:orgs.get-audit-log";
  const most = config.maxAuditEvents ?? DEFAULT_MAX_AUDIT_EVENTS;
  const phrase = `created:>=${since.toISOString().slice(0, 10)}`;
  const source = client.pages(operation, "GET /orgs/{org}/audit-log", {
    org: organization,
    phrase,
    include: "web",
    order: "desc",
  });
  let received = 0;
  for (;;) {
    const step = await source.next();
    if (step.done === true) return yield* ending(scope, auditEventKind, operation, onEnterpriseOnly(step.value, plan));
    for (const event of step.value.items) {
      received += 1;
      if (received > most) {
        const detail = `more than ${most} events in the period (maxAuditEvents)`;
        return yield* ending(scope, auditEventKind, operation, { reason: "truncated", detail });
      }
      yield record(scope, auditEventKind, eventRecord(event));
    }
  }
}

function eventRecord(event: Json): Json {
  const at = event["@timestamp"] ?? event["created_at"];
  return {
    id: event["_document_id"],
    action: event["action"],
    at: typeof at === "number" ? new Date(at).toISOString() : undefined,
    actor: event["actor"] ?? null,
    user: event["user"] ?? null,
    repository: event["repo"] ?? null,
    operation_type: event["operation_type"] ?? null,
  };
}
