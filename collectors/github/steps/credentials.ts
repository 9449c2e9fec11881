import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { mayHaveEnterprise } from "../policy/enterprise.ts";
import { ending, gap, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import {
  appInstallationKind,
  credentialAuthorizationKind,
  organizationSecretKind,
  personalAccessTokenKind,
} from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import type { OrganizationReading } from "./organization.ts";
import { each } from "./people.ts";

export async function* installations({ scope, client, organization }: OrganizationSession): AsyncGenerator<Emission> {
  const operation = "github:orgs.list-installations";
  const source = client.pages(operation, "GET /orgs/{org}/installations", { org: organization }, "installations");
  let total: number | undefined;
  for (;;) {
    const step = await source.next();
    if (step.done === true) {
      return yield* ending(scope, appInstallationKind, operation, step.value, {
        reported: total,
        reportedBy: operation,
      });
    }
    total = step.value.total ?? total;
    for (const item of step.value.items)
      yield record(scope, appInstallationKind, {
        ...pick(item, ["id", "app_id", "app_slug", "repository_selection", "permissions", "events"]),
        ...pick(item, ["created_at", "updated_at", "suspended_at"]),
      });
  }
}

/** GitHub gives both lists to Apps only: to a person's token they are not observable, whatever it may do. */
export async function* personalAccessTokens(session: OrganizationSession): AsyncGenerator<Emission> {
  const { scope, client, organization } = session;
  let whole = true;
  for (const [operation, route, state] of [
    ["github:orgs.list-pat-grants", "GET /orgs/{org}/personal-access-tokens", "granted"],
    ["github:orgs.list-pat-requests", "GET /orgs/{org}/personal-access-token-requests", "requested"],
  ] as const) {
    const problem = yield* each(client.pages(operation, route, { org: organization }), (grant) =>
      record(scope, personalAccessTokenKind, {
        ...pick(grant, ["id", "repository_selection", "permissions", "access_granted_at", "created_at"]),
        ...pick(grant, ["token_expired", "token_expires_at", "token_last_used_at"]),
        owner: isJson(grant["owner"]) ? grant["owner"]["login"] : undefined,
        state,
      }),
    );
    if (problem === undefined) continue;
    whole = false;
    yield gap(scope, personalAccessTokenKind, operation, { ...problem, detail: `${state} tokens: ${problem.detail}` });
  }
  yield population(scope, personalAccessTokenKind, whole);
}

/** Only where SAML single sign-on is in use. A 404 says so on plans without it, so it is told apart by what is known of the plan. */
export async function* credentialAuthorizations(
  { scope, client, organization }: OrganizationSession,
  { plan }: OrganizationReading,
): AsyncGenerator<Emission> {
  const operation = "github:orgs.list-credential-authorizations";
  const problem = yield* each(
    client.pages(operation, "GET /orgs/{org}/credential-authorizations", { org: organization }),
    (item) =>
      record(scope, credentialAuthorizationKind, {
        ...pick(item, ["login", "credential_id", "credential_type", "scopes"]),
        ...pick(item, ["credential_authorized_at", "credential_accessed_at", "authorized_credential_expires_at"]),
      }),
  );
  yield* ending(scope, credentialAuthorizationKind, operation, onEnterpriseOnly(problem, plan));
}

/** GitHub answers 404 for a feature of Enterprise Cloud where the organization is on another plan. */
export function onEnterpriseOnly(problem: Problem | undefined, plan: string | undefined): Problem | undefined {
  if (problem?.status !== 404 || mayHaveEnterprise(plan)) return problem;
  return { ...problem, reason: "not-licensed", detail: `GitHub Enterprise Cloud only; the plan is ${plan}` };
}

export async function* organizationSecrets({
  scope,
  client,
  organization,
}: OrganizationSession): AsyncGenerator<Emission> {
  let whole = true;
  let total = 0;
  for (const [operation, store] of [
    ["github:actions.list-org-secrets", "actions"],
    ["github:dependabot.list-org-secrets", "dependabot"],
  ] as const) {
    const source = client.pages(operation, `GET /orgs/{org}/${store}/secrets`, { org: organization }, "secrets");
    let reported: number | undefined;
    for (;;) {
      const step = await source.next();
      if (step.done === true) {
        total += reported ?? 0;
        if (step.value === undefined) break;
        whole = false;
        yield gap(scope, organizationSecretKind, operation, {
          ...step.value,
          detail: `${store} secrets: ${step.value.detail}`,
        });
        break;
      }
      reported = step.value.total ?? reported;
      for (const item of step.value.items)
        yield record(scope, organizationSecretKind, {
          ...pick(item, ["name", "visibility", "created_at", "updated_at"]),
          store,
        });
    }
  }
  yield population(scope, organizationSecretKind, whole, { reported: total, reportedBy: "total_count of both lists" });
}

/** The named members that are there; what GitHub left out stays out. */
export function pick(value: Json, members: readonly string[]): Json {
  return Object.fromEntries(
    members.filter((member) => value[member] !== undefined).map((member) => [member, value[member]]),
  );
}
