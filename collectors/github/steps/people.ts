import type { Emission } from "#sdk";
import { isJson, type Json, type ListPage, problemOf } from "../client.ts";
import { ending, gap, population, record } from "../emit.ts";
import { type Problem, unreadable } from "../errors.ts";
import { invitationKind, memberKind, organizationRoleKind, teamKind } from "../evidence.ts";
import { EXTERNAL_IDENTITIES, ORGANIZATION_MEMBERS, ORGANIZATION_TEAMS } from "../queries.ts";
import type { OrganizationSession } from "../session.ts";
import type { OrganizationReading } from "./organization.ts";

const MEMBERS = "github:graphql.OrganizationMembers";
const IDENTITIES = "github:graphql.ExternalIdentities";
const INSECURE = "github:orgs.list-members-2fa-insecure";
const TEAMS = "github:graphql.OrganizationTeams";
const ROLES = "github:orgs.list-roles";

export async function* members(session: OrganizationSession, reading: OrganizationReading): AsyncGenerator<Emission> {
  const { scope } = session;
  const identities = await externalIdentities(session, reading);
  const insecure = await insecureMembers(session, reading);
  const tie: { total: number | undefined } = { total: undefined };
  let problem: Problem | undefined;
  const source = connection(session, MEMBERS, ORGANIZATION_MEMBERS, ["organization", "membersWithRole"], "edges", tie);
  for (let step = await source.next(); ; step = await source.next()) {
    if (step.done === true) {
      problem = step.value;
      break;
    }
    for (const edge of step.value)
      yield record(scope, memberKind, memberRecord(edge, identities.byLogin, insecure.logins));
  }
  for (const [operation, failed, what] of [
    [IDENTITIES, identities.problem, "directory identities"],
    [INSECURE, insecure.problem, "insecure second factors"],
  ] as const)
    if (failed !== undefined) yield gap(scope, memberKind, operation, failed, `${session.organization} (${what})`);
  if (problem !== undefined) yield gap(scope, memberKind, MEMBERS, problem);
  const whole = problem === undefined && identities.problem === undefined && insecure.problem === undefined;
  yield population(scope, memberKind, whole, { reported: tie.total, reportedBy: MEMBERS });
}

function memberRecord(
  edge: Json,
  identities: ReadonlyMap<string, Json> | undefined,
  insecure: ReadonlySet<string> | undefined,
): Json {
  const node = isJson(edge["node"]) ? edge["node"] : {};
  const login = node["login"];
  const identity = identities?.get(String(login));
  const role = edge["role"];
  const emails = node["organizationVerifiedDomainEmails"];
  return {
    login,
    id: node["databaseId"],
    role: role === "ADMIN" ? "admin" : role === "MEMBER" ? "member" : null,
    two_factor_enabled: edge["hasTwoFactorEnabled"] ?? null,
    two_factor_insecure: insecure === undefined ? null : insecure.has(String(login)),
    name: node["name"] ?? null,
    email: typeof node["email"] === "string" && node["email"] !== "" ? node["email"] : null,
    created_at: node["createdAt"] ?? null,
    ...(Array.isArray(emails) ? { verified_domain_emails: emails } : {}),
    ...(identities === undefined
      ? {}
      : {
          saml_linked: identity !== undefined,
          saml_name_id: isJson(identity?.["samlIdentity"]) ? identity["samlIdentity"]["nameId"] : null,
          scim_user_name: isJson(identity?.["scimIdentity"]) ? identity["scimIdentity"]["username"] : null,
        }),
  };
}

async function externalIdentities(session: OrganizationSession, { sso }: OrganizationReading) {
  if (!sso) return { byLogin: undefined, problem: undefined };
  const path = ["organization", "samlIdentityProvider", "externalIdentities"];
  const source = connection(session, IDENTITIES, EXTERNAL_IDENTITIES, path, "nodes", { total: undefined });
  const byLogin = new Map<string, Json>();
  for (;;) {
    const step = await source.next();
    // A member whose identity was on a page that did not come is not "without identity".
    if (step.done === true) return { byLogin: step.value === undefined ? byLogin : undefined, problem: step.value };
    for (const node of step.value) if (isJson(node["user"])) byLogin.set(String(node["user"]["login"]), node);
  }
}

/** Only owners may filter by two-factor state: 422 to others is no gap, for what they cannot see is null in each record. */
async function insecureMembers(session: OrganizationSession, { administers }: OrganizationReading) {
  if (!administers || session.client.tokenKind === "app") return { logins: undefined, problem: undefined };
  const parameters = { org: session.organization, filter: "2fa_insecure" };
  const source = session.client.pages(INSECURE, "GET /orgs/{org}/members", parameters);
  const logins = new Set<string>();
  for (;;) {
    const step = await source.next();
    if (step.done === true) {
      const problem = step.value?.status === 422 ? undefined : step.value;
      return { logins: step.value === undefined ? logins : undefined, problem };
    }
    for (const { login } of step.value.items) logins.add(String(login));
  }
}

export async function* teams(session: OrganizationSession): AsyncGenerator<Emission> {
  const { scope } = session;
  const tie: { total: number | undefined } = { total: undefined };
  const source = connection(session, TEAMS, ORGANIZATION_TEAMS, ["organization", "teams"], "nodes", tie);
  let truncated = false;
  for (;;) {
    const step = await source.next();
    if (step.done === true) {
      if (step.value !== undefined) yield gap(scope, teamKind, TEAMS, step.value);
      const whole = step.value === undefined && !truncated;
      return void (yield population(scope, teamKind, whole, { reported: tie.total, reportedBy: TEAMS }));
    }
    for (const node of step.value) {
      const team = teamRecord(node);
      yield record(scope, teamKind, team);
      if (team["complete"] === true) continue;
      truncated = true;
      const detail = "the team has more members or repositories than one answer holds";
      yield gap(scope, teamKind, TEAMS, { reason: "truncated", detail }, `${String(team["slug"])} (rest)`);
    }
  }
}

function teamRecord(node: Json): Json {
  const members_ = edgesOf(node["members"]);
  const repositories = edgesOf(node["repositories"]);
  return {
    slug: node["slug"],
    id: node["databaseId"],
    name: node["name"],
    privacy: lower(node["privacy"]),
    description: node["description"] ?? null,
    parent: isJson(node["parentTeam"]) ? node["parentTeam"]["slug"] : null,
    members: members_.edges.map(({ role, node: who }) => ({
      login: isJson(who) ? who["login"] : null,
      role: lower(role),
    })),
    members_total: members_.total,
    repositories: repositories.edges.map(({ permission, node: what }) => ({
      full_name: isJson(what) ? what["nameWithOwner"] : null,
      permission: lower(permission),
    })),
    repositories_total: repositories.total,
    complete: members_.edges.length === members_.total && repositories.edges.length === repositories.total,
  };
}

function edgesOf(value: unknown): { readonly edges: readonly Json[]; readonly total: unknown } {
  if (!isJson(value)) return { edges: [], total: undefined };
  const edges = Array.isArray(value["edges"]) ? value["edges"].filter(isJson) : [];
  return { edges, total: value["totalCount"] };
}

function lower(value: unknown): string | null {
  return typeof value === "string" ? value.toLowerCase() : null;
}

export async function* invitations(session: OrganizationSession): AsyncGenerator<Emission> {
  const { scope, client, organization } = session;
  let whole = true;
  for (const [operation, route, state] of [
    ["github:orgs.list-pending-invitations", "GET /orgs/{org}/invitations", "pending"],
    ["github:orgs.list-failed-invitations", "GET /orgs/{org}/failed_invitations", "failed"],
  ] as const) {
    const problem = yield* each(client.pages(operation, route, { org: organization }), (invitation) =>
      record(scope, invitationKind, {
        id: invitation["id"],
        login: invitation["login"] ?? null,
        email: invitation["email"] ?? null,
        role: invitation["role"] ?? null,
        state,
        created_at: invitation["created_at"] ?? null,
        failed_at: invitation["failed_at"] ?? null,
        failed_reason: invitation["failed_reason"] ?? null,
        inviter: isJson(invitation["inviter"]) ? invitation["inviter"]["login"] : null,
      }),
    );
    if (problem === undefined) continue;
    whole = false;
    yield gap(scope, invitationKind, operation, { ...problem, detail: `${state} invitations: ${problem.detail}` });
  }
  yield population(scope, invitationKind, whole);
}

export async function* organizationRoles(session: OrganizationSession): AsyncGenerator<Emission> {
  const { scope, client, organization } = session;
  const answer = await client.object(ROLES, "GET /orgs/{org}/organization-roles", { org: organization }, ["roles"]);
  if (!answer.ok) return yield* ending(scope, organizationRoleKind, ROLES, answer.problem);
  const roles = answer.value["roles"];
  if (!Array.isArray(roles) || !roles.every(isJson))
    return yield* ending(scope, organizationRoleKind, ROLES, unreadable("no list roles"));
  let whole = true;
  for (const role of roles) {
    const parameters = { org: organization, role_id: Number(role["id"]) };
    const holders: Record<string, unknown> = {};
    const not_observed: Json[] = [];
    for (const [member, operation, name] of [
      ["users", "github:orgs.list-role-users", "login"],
      ["teams", "github:orgs.list-role-teams", "slug"],
    ] as const) {
      const route = `GET /orgs/{org}/organization-roles/{role_id}/${member}`;
      const { items, problem } = await all(client.pages(operation, route, parameters));
      if (problem === undefined) {
        holders[member] = items.map((holder) => String(holder[name]));
        continue;
      }
      whole = false;
      not_observed.push({ members: [member], operation, reason: problem.reason, detail: problem.detail });
      yield gap(scope, organizationRoleKind, operation, problem, `${String(role["name"])} (${member})`);
    }
    yield record(scope, organizationRoleKind, {
      id: role["id"],
      name: role["name"],
      source: role["source"] ?? null,
      base_role: role["base_role"] ?? null,
      permissions: role["permissions"] ?? [],
      ...holders,
      ...(not_observed.length === 0 ? {} : { not_observed }),
    });
  }
  const total = answer.value["total_count"];
  yield population(
    scope,
    organizationRoleKind,
    whole,
    typeof total === "number" ? { reported: total, reportedBy: ROLES } : {},
  );
}

/** Emits every item of a list; returns why it broke off. */
export async function* each(
  source: AsyncGenerator<ListPage, Problem | undefined>,
  emit: (item: Json) => Emission,
): AsyncGenerator<Emission, Problem | undefined> {
  for (;;) {
    const step = await source.next();
    if (step.done === true) return step.value;
    for (const item of step.value.items) yield emit(item);
  }
}

export async function all(
  source: AsyncGenerator<ListPage, Problem | undefined>,
): Promise<{ readonly items: readonly Json[]; readonly problem: Problem | undefined }> {
  const items: Json[] = [];
  for (;;) {
    const step = await source.next();
    if (step.done === true) return { items, problem: step.value };
    items.push(...step.value.items);
  }
}

/** Pages of one GraphQL connection; returns why it broke off. Field errors end it: what is missing cannot be told. */
async function* connection(
  { client, organization }: OrganizationSession,
  operation: string,
  query: string,
  path: readonly string[],
  member: "edges" | "nodes",
  tie: { total: number | undefined },
): AsyncGenerator<readonly Json[], Problem | undefined> {
  const asked = new Set<string>();
  for (let cursor: string | null = null; ;) {
    const answer = await client.graphql(operation, query, { org: organization, cursor });
    if (!answer.ok) return answer.problem;
    let value: unknown = answer.value.data;
    for (const step of path) value = isJson(value) ? value[step] : undefined;
    const [error] = answer.value.errors;
    const items = isJson(value) ? value[member] : undefined;
    if (!isJson(value) || !Array.isArray(items))
      return error === undefined ? unreadable(`no ${path.join(".")}`) : problemOf(error);
    if (typeof value["totalCount"] === "number") tie.total = value["totalCount"];
    yield items.filter(isJson);
    if (error !== undefined) return problemOf(error);
    const info = value["pageInfo"];
    if (!isJson(info) || typeof info["hasNextPage"] !== "boolean") return unreadable("no word whether the list ends");
    if (!info["hasNextPage"]) return undefined;
    cursor = typeof info["endCursor"] === "string" ? info["endCursor"] : null;
    if (cursor === null || asked.has(cursor))
      return { reason: "truncated", detail: "the next page is promised and not named" };
    asked.add(cursor);
  }
}
