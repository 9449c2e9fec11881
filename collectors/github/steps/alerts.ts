import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { ending, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { codeScanningAlertKind, dependabotAlertKind, secretScanningAlertKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { pick } from "./credentials.ts";
import { each } from "./people.ts";

export async function* dependabotAlerts({
  scope,
  client,
  organization,
}: OrganizationSession): AsyncGenerator<Emission> {
  const operation = "github:dependabot.list-org-alerts";
  const parameters = { org: organization, state: "open,dismissed" };
  const problem = yield* each(client.pages(operation, "GET /orgs/{org}/dependabot/alerts", parameters), (alert) => {
    const dependency = object(alert["dependency"]);
    const advisory = object(alert["security_advisory"]);
    const vulnerability = object(alert["security_vulnerability"]);
    return record(scope, dependabotAlertKind, {
      full_name: object(alert["repository"])["full_name"],
      ...pick(alert, ["number", "state", "created_at", "dismissed_at", "dismissed_reason"]),
      severity: vulnerability["severity"] ?? advisory["severity"],
      package: object(dependency["package"])["name"] ?? null,
      ecosystem: object(dependency["package"])["ecosystem"] ?? null,
      scope: dependency["scope"] ?? null,
      manifest_path: dependency["manifest_path"] ?? null,
      ghsa_id: advisory["ghsa_id"] ?? null,
      cve_id: advisory["cve_id"] ?? null,
      first_patched_version: object(vulnerability["first_patched_version"])["identifier"] ?? null,
      dismissed_by: object(alert["dismissed_by"])["login"] ?? null,
      ...said("dismissed_comment", alert, "dismissed_comment_given"),
    });
  });
  yield* ending(scope, dependabotAlertKind, operation, problem);
}

/** Never without `hide_secret=true`: the answer would hold live credentials (github.md §3). */
export async function* secretScanningAlerts({
  scope,
  client,
  organization,
}: OrganizationSession): AsyncGenerator<Emission> {
  const operation = "github:secret-scanning.list-org-alerts";
  const parameters = { org: organization, hide_secret: true };
  const problem = yield* each(client.pages(operation, "GET /orgs/{org}/secret-scanning/alerts", parameters), (alert) =>
    record(scope, secretScanningAlertKind, {
      full_name: object(alert["repository"])["full_name"],
      ...pick(alert, ["number", "state", "secret_type", "secret_type_display_name", "resolution", "resolved_at"]),
      ...pick(alert, [
        "validity",
        "publicly_leaked",
        "multi_repo",
        "push_protection_bypassed",
        "push_protection_bypassed_at",
      ]),
      ...pick(alert, ["created_at"]),
      resolved_by: object(alert["resolved_by"])["login"] ?? null,
      push_protection_bypassed_by: object(alert["push_protection_bypassed_by"])["login"] ?? null,
      ...said("resolution_comment", alert, "resolution_comment_given"),
    }),
  );
  yield* ending(scope, secretScanningAlertKind, operation, switchedOff(problem));
}

export async function* codeScanningAlerts(
  { scope, client, organization }: OrganizationSession,
  tools: Map<string, Set<string>>,
): AsyncGenerator<Emission, boolean> {
  const operation = "github:code-scanning.list-org-alerts";
  const parameters = { org: organization, state: "open" };
  const problem = yield* each(client.pages(operation, "GET /orgs/{org}/code-scanning/alerts", parameters), (alert) => {
    const rule = object(alert["rule"]);
    const repository = String(object(alert["repository"])["full_name"]);
    const tool = object(alert["tool"])["name"];
    if (typeof tool === "string") tools.set(repository, (tools.get(repository) ?? new Set()).add(tool));
    return record(scope, codeScanningAlertKind, {
      full_name: object(alert["repository"])["full_name"],
      ...pick(alert, ["number", "state", "created_at", "dismissed_at", "dismissed_reason"]),
      rule_id: rule["id"] ?? null,
      severity: rule["severity"] ?? null,
      security_severity_level: rule["security_severity_level"] ?? null,
      tool: tool ?? null,
    });
  });
  yield* ending(scope, codeScanningAlertKind, operation, problem);
  return problem === undefined;
}

/** Secret scanning answers 404 where it is switched off (wording unverified, matched loosely). */
function switchedOff(problem: Problem | undefined): Problem | undefined {
  return problem?.status === 404 && /disabled|not enabled/i.test(problem.message ?? "")
    ? { ...problem, reason: "disabled" }
    : problem;
}

function object(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** Whether a person gave a reason in words; the words may quote anything and are not kept. */
function said(member: string, alert: Json, as: string): Json {
  const value = alert[member];
  return value === undefined ? {} : { [as]: typeof value === "string" && value.trim() !== "" };
}
