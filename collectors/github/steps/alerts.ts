import type { Scope } from "#core";
import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { ending, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { codeScanningAlertKind, dependabotAlertKind, secretScanningAlertKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { pick } from "./credentials.ts";
import { each } from "./people.ts";

/** What an organization's list of alerts gave. */
export interface AlertList {
  readonly kind: typeof dependabotAlertKind | typeof secretScanningAlertKind | typeof codeScanningAlertKind;
  readonly operation: string;
  readonly feature: "Dependabot alerts" | "secret scanning" | "code scanning";
  readonly problem: Problem | undefined;
  readonly count: number;
}

const MOST_NAMED = 5;

/** Repositories whose alerts would not be in the organization's lists, because the feature is off or not known to be on. */
export class Silent {
  readonly #repositories = new Map<AlertList["feature"], { count: number; off: boolean; readonly named: string[] }>();

  /** @param on whether the feature is on; undefined = not observed */
  note(feature: AlertList["feature"], full_name: string, on: boolean | undefined): void {
    if (on === true) return;
    const entry = this.#repositories.get(feature) ?? { count: 0, off: false, named: [] };
    entry.count += 1;
    entry.off ||= on === false;
    if (entry.named.length < MOST_NAMED) entry.named.push(full_name);
    this.#repositories.set(feature, entry);
  }

  /** Repositories of which nothing is known. */
  unseen(named: string): void {
    for (const feature of ["Dependabot alerts", "secret scanning", "code scanning"] as const)
      this.note(feature, named, undefined);
  }

  /** Why an empty list says nothing; undefined where it says that there is no alert. */
  problem(feature: AlertList["feature"]): Problem | undefined {
    const entry = this.#repositories.get(feature);
    if (entry === undefined) return undefined;
    const { count, off, named } = entry;
    const more = count > named.length ? " and others" : "";
    const detail = `no alert at all, and ${feature} is off or not known to be on in ${count} places (${named.join(", ")}${more}), which GitHub's list leaves out`;
    return { reason: off ? "disabled" : "denied", detail };
  }
}

/**
 * The last word on each list. GitHub leaves repositories out whose feature is off, without saying so (github.md §6): an
 * empty list is "no alert" only where every repository would have told.
 */
export function* alertEndings(scope: Scope, lists: readonly AlertList[], silent: Silent): Generator<Emission> {
  for (const { kind, operation, feature, problem, count } of lists)
    yield* ending(scope, kind, operation, problem ?? (count === 0 ? silent.problem(feature) : undefined));
}

export async function* dependabotAlerts({
  scope,
  client,
  organization,
}: OrganizationSession): AsyncGenerator<Emission, AlertList> {
  const operation = "github:dependabot.list-org-alerts";
  const parameters = { org: organization, state: "open,dismissed" };
  let count = 0;
  const problem = yield* each(client.pages(operation, "GET /orgs/{org}/dependabot/alerts", parameters), (alert) => {
    count += 1;
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
  return { kind: dependabotAlertKind, operation, feature: "Dependabot alerts", problem, count };
}

/** Never without `hide_secret=true`: the answer would hold live credentials (github.md §3). */
export async function* secretScanningAlerts({
  scope,
  client,
  organization,
}: OrganizationSession): AsyncGenerator<Emission, AlertList> {
  const operation = "github:secret-scanning.list-org-alerts";
  const parameters = { org: organization, hide_secret: true };
  let count = 0;
  const problem = yield* each(
    client.pages(operation, "GET /orgs/{org}/secret-scanning/alerts", parameters),
    (alert) => {
      count += 1;
      return record(scope, secretScanningAlertKind, {
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
      });
    },
  );
  return {
    kind: secretScanningAlertKind,
    operation,
    feature: "secret scanning",
    problem: switchedOff(problem),
    count,
  };
}

export async function* codeScanningAlerts(
  { scope, client, organization }: OrganizationSession,
  tools: Map<string, Set<string>>,
): AsyncGenerator<Emission, AlertList> {
  const operation = "github:code-scanning.list-org-alerts";
  const parameters = { org: organization, state: "open" };
  let count = 0;
  const problem = yield* each(client.pages(operation, "GET /orgs/{org}/code-scanning/alerts", parameters), (alert) => {
    count += 1;
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
  return { kind: codeScanningAlertKind, operation, feature: "code scanning", problem, count };
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
