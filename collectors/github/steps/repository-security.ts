import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { gap, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { repositorySecurityKind } from "../evidence.ts";
import type { RepositoryContext, RepositoryReading } from "./repository-context.ts";

const LIST = "github:repos.list-for-org";
const SETUP = "github:code-scanning.get-default-setup";
const REPORTING = "github:repos.get-private-vulnerability-reporting";

/** Member of the record to feature of `security_and_analysis`. */
const FEATURES = {
  advanced_security_enabled: "advanced_security",
  code_security_enabled: "code_security",
  dependabot_security_updates_enabled: "dependabot_security_updates",
  secret_scanning_enabled: "secret_scanning",
  secret_scanning_push_protection_enabled: "secret_scanning_push_protection",
  secret_scanning_non_provider_patterns_enabled: "secret_scanning_non_provider_patterns",
  secret_scanning_validity_checks_enabled: "secret_scanning_validity_checks",
} as const;

export async function* repositorySecurity(
  { session, around }: RepositoryContext,
  reading: RepositoryReading,
): AsyncGenerator<Emission> {
  const { scope, client, organization } = session;
  const { item, node, full_name, name, archived } = reading;
  const gaps: Emission[] = [];
  const not_observed: Json[] = [];
  const note = (operation: string, members: readonly string[], problem: Problem): void => {
    not_observed.push({ members, operation, reason: problem.reason, detail: problem.detail });
    gaps.push(gap(scope, repositorySecurityKind, operation, problem, `${full_name} (${members.join(", ")})`));
  };
  const block = item["security_and_analysis"];
  const features: Record<string, unknown> = {};
  const not_available: string[] = [];
  if (!isJson(block)) {
    const detail = "GitHub shows security_and_analysis to administrators and security managers only";
    note(LIST, Object.keys(FEATURES), { reason: "denied", detail });
  } else
    for (const [member, feature] of Object.entries(FEATURES)) {
      const setting = block[feature];
      if (isJson(setting)) features[member] = setting["status"] === "enabled";
      else not_available.push(feature);
    }
  const attached = around.attachments?.get(full_name);
  const setup = archived ? undefined : await defaultSetup();
  const reporting = archived || reading.visibility !== "public" ? undefined : await privateReporting();
  const hasAlerts = node?.["hasVulnerabilityAlertsEnabled"];
  // True is true to everybody; false may also be what somebody without the right is shown.
  const alerts = hasAlerts === true || (hasAlerts === false && mayTell()) ? hasAlerts : null;
  if (!archived && reading.isEmpty !== true) {
    const scanning = setup?.["state"];
    around.silent.note("Dependabot alerts", full_name, alerts ?? undefined);
    around.silent.note("secret scanning", full_name, known(features["secret_scanning_enabled"], not_available));
    // Without default setup a workflow may scan: only its alerts would say so.
    const scans = scanning === "configured" ? true : scanning === "not-available" ? false : undefined;
    around.silent.note("code scanning", full_name, scans);
  }
  yield record(scope, repositorySecurityKind, {
    full_name,
    archived,
    visibility: reading.visibility,
    fork: item["fork"] === true,
    is_empty: reading.isEmpty,
    dependabot_alerts_enabled: alerts,
    ...features,
    ...(isJson(block) ? { not_available } : {}),
    private_vulnerability_reporting_enabled: reporting ?? null,
    ...(setup === undefined ? {} : { code_scanning_default_setup: setup }),
    ...(around.tools === undefined
      ? {}
      : { code_scanning_tools_seen: [...(around.tools.get(full_name) ?? [])].toSorted() }),
    ...(around.attachments === undefined
      ? {}
      : {
          code_security_configuration:
            attached === undefined
              ? "none"
              : { id: attached.id, name: attached.name, enforcement: attached.enforcement, status: attached.status },
        }),
    ...(not_observed.length === 0 ? {} : { not_observed }),
  });
  yield* gaps;

  /** The block is shown to the same people who may see whether alerts are on. */
  function mayTell(): boolean {
    return reading.administers || isJson(block);
  }

  /** Not asked where an enforced configuration decides it (github.md §2). */
  async function defaultSetup(): Promise<Json | undefined> {
    if (attached?.enforcement === "enforced" && (attached.status === "attached" || attached.status === "enforced")) {
      if (attached.codeScanning === "enabled") return { state: "configured" };
      if (attached.codeScanning === "disabled") return { state: "not-configured" };
    }
    const route = "GET /repos/{owner}/{repo}/code-scanning/default-setup";
    const answer = await client.object(SETUP, route, { owner: organization, repo: name }, ["state"]);
    if (answer.ok) {
      const { state, languages, query_suite, schedule } = answer.value;
      return {
        state,
        ...(Array.isArray(languages) ? { languages } : {}),
        query_suite: query_suite ?? null,
        schedule: schedule ?? null,
      };
    }
    const { reason } = answer.problem;
    if (reason === "disabled" || reason === "not-licensed") return { state: "not-available" };
    note(SETUP, ["code_scanning_default_setup"], answer.problem);
    return undefined;
  }

  async function privateReporting(): Promise<boolean | undefined> {
    const route = "GET /repos/{owner}/{repo}/private-vulnerability-reporting";
    const answer = await client.object(REPORTING, route, { owner: organization, repo: name }, ["enabled"]);
    if (answer.ok) return answer.value["enabled"] === true;
    note(REPORTING, ["private_vulnerability_reporting_enabled"], answer.problem);
    return undefined;
  }
}

/** A feature that GitHub leaves out of a block that it shows is not available to the repository. */
function known(enabled: unknown, not_available: readonly string[]): boolean | undefined {
  return typeof enabled === "boolean" ? enabled : not_available.includes("secret_scanning") ? false : undefined;
}
