import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { ending, gap, population, record } from "../emit.ts";
import { codeSecurityConfigurationKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { pick } from "./credentials.ts";
import { all } from "./people.ts";

const LIST = "github:code-security.list-configurations";
const DEFAULTS = "github:code-security.list-defaults";
const ATTACHED = "github:code-security.list-repositories";

export interface AttachedConfiguration {
  readonly id: number;
  readonly name: string;
  readonly enforcement: string | null;
  readonly status: string | null;
  readonly codeScanning: string | null;
}

/** Which repository has which configuration; undefined where that was not seen whole, and then "none" is not known. */
export type Attachments = ReadonlyMap<string, AttachedConfiguration> | undefined;

const MEMBERS = [
  "id",
  "name",
  "target_type",
  "enforcement",
  "advanced_security",
  "dependency_graph",
  "dependabot_alerts",
  "dependabot_security_updates",
  "code_scanning_default_setup",
  "secret_scanning",
  "secret_scanning_push_protection",
  "secret_scanning_validity_checks",
  "secret_scanning_non_provider_patterns",
  "private_vulnerability_reporting",
];

export async function* codeSecurity(
  { scope, client, organization }: OrganizationSession,
  found: { attachments: Attachments },
): AsyncGenerator<Emission> {
  const kind = codeSecurityConfigurationKind;
  const list = await all(client.pages(LIST, "GET /orgs/{org}/code-security/configurations", { org: organization }));
  if (list.problem !== undefined) return yield* ending(scope, kind, LIST, list.problem);
  const attachments = new Map<string, AttachedConfiguration>();
  let whole = true;
  const defaults =
    list.items.length === 0
      ? { items: [], problem: undefined }
      : await all(
          client.pages(DEFAULTS, "GET /orgs/{org}/code-security/configurations/defaults", { org: organization }),
        );
  if (defaults.problem !== undefined) {
    whole = false;
    yield gap(scope, kind, DEFAULTS, defaults.problem, `${organization} (default_for_new_repos)`);
  }
  for (const configuration of list.items) {
    const attached = await all(
      client.pages(ATTACHED, "GET /orgs/{org}/code-security/configurations/{configuration_id}/repositories", {
        org: organization,
        configuration_id: Number(configuration["id"]),
      }),
    );
    if (attached.problem !== undefined) {
      whole = false;
      yield gap(scope, kind, ATTACHED, attached.problem, `${String(configuration["name"])} (attached repositories)`);
    }
    for (const { status, repository } of attached.items) {
      if (!isJson(repository)) continue;
      attachments.set(String(repository["full_name"]), {
        id: Number(configuration["id"]),
        name: String(configuration["name"]),
        enforcement: textOf(configuration["enforcement"]),
        status: textOf(status),
        codeScanning: textOf(configuration["code_scanning_default_setup"]),
      });
    }
    yield record(scope, kind, {
      ...pick(configuration, MEMBERS),
      ...(defaults.problem === undefined
        ? { default_for_new_repos: defaultOf(configuration["id"], defaults.items) }
        : {}),
      ...(attached.problem === undefined ? { attached_repositories: attached.items.length } : {}),
    });
  }
  if (whole) found.attachments = attachments;
  yield population(scope, kind, whole);
}

function defaultOf(id: unknown, defaults: readonly Json[]): unknown {
  const own = defaults.find(({ configuration }) => isJson(configuration) && configuration["id"] === id);
  return own?.["default_for_new_repos"] ?? "none";
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
