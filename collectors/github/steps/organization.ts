import type { Emission } from "#sdk";
import { isJson, type Json, problemOf } from "../client.ts";
import { gap, population, record } from "../emit.ts";
import { type Problem, unreadable } from "../errors.ts";
import { organizationKind } from "../evidence.ts";
import { ORGANIZATION_FACTS } from "../queries.ts";
import type { OrganizationSession } from "../session.ts";

export const GET_ORGANIZATION = "github:orgs.get";
const FACTS = "github:graphql.OrganizationFacts";
const RELEASES = "github:orgs.immutable-releases";

/** What later steps need to know of the organization. Undefined = not observed, and no count may be taken for zero. */
export interface OrganizationReading {
  readonly login: string;
  readonly plan: string | undefined;
  readonly repositories: number | undefined;
  readonly repositoriesBy: string;
  readonly members: number | undefined;
  readonly teams: number | undefined;
  readonly administers: boolean;
  readonly sso: boolean;
  readonly defaultSecurityPolicy: "present" | "absent" | undefined;
}

export type OrganizationAnswer =
  | { readonly ok: true; readonly reading: OrganizationReading; readonly emissions: readonly Emission[] }
  | { readonly ok: false; readonly problem: Problem };

/** The organization itself. First of all calls: it proves the credentials, and its counts tie out the lists. */
export async function readOrganization(session: OrganizationSession): Promise<OrganizationAnswer> {
  const { client, organization, scope } = session;
  const own = await client.object(GET_ORGANIZATION, "GET /orgs/{org}", { org: organization }, ["login", "id"]);
  if (!own.ok) return own;
  const facts = await client.graphql(FACTS, ORGANIZATION_FACTS, { org: organization });
  const releases = await client.object(RELEASES, "GET /orgs/{org}/settings/immutable-releases", { org: organization }, [
    "enforced_repositories",
  ]);
  const login = String(own.value["login"]);
  const gaps: Emission[] = [];
  const not_observed: Json[] = [];
  const note = (operation: string, members: readonly string[], problem: Problem): void => {
    not_observed.push({ members, operation, reason: problem.reason, detail: problem.detail });
    gaps.push(gap(scope, organizationKind, operation, problem, `${login} (${members.join(", ")})`));
  };
  const graphql = facts.ok ? facts.value.data["organization"] : undefined;
  const said = isJson(graphql) ? graphql : undefined;
  const fromGraphql = ["saml_single_sign_on", "ip_allow_list", "notification_delivery_restriction", "verified_domains"];
  if (!facts.ok) note(FACTS, fromGraphql, facts.problem);
  else if (said === undefined)
    note(
      FACTS,
      fromGraphql,
      facts.value.errors[0] === undefined ? unreadable("it holds no organization") : problemOf(facts.value.errors[0]),
    );
  else for (const error of facts.value.errors) note(FACTS, [String(error.path[1] ?? "organization")], problemOf(error));
  const domains = said?.["domains"];
  if (
    isJson(domains) &&
    Array.isArray(domains["nodes"]) &&
    domains["nodes"].length < Number(domains["totalCount"] ?? 0)
  )
    note(FACTS, ["verified_domains"], { reason: "truncated", detail: "more verified domains than one answer holds" });
  const refused = new Set(facts.ok ? facts.value.errors.map(({ path }) => String(path[1])) : []);
  if (!releases.ok) note(RELEASES, ["immutable_releases"], releases.problem);
  const value = {
    ...withoutLinks(own.value),
    ...(said === undefined ? {} : factsOf(said, refused)),
    ...(releases.ok ? { immutable_releases: { enforced_repositories: releases.value["enforced_repositories"] } } : {}),
    ...(not_observed.length === 0 ? {} : { not_observed }),
  };
  const counted = countedByRest(own.value);
  const plan = isJson(own.value["plan"]) ? own.value["plan"]["name"] : undefined;
  return {
    ok: true,
    reading: {
      login,
      plan: typeof plan === "string" ? plan : undefined,
      repositories: counted ?? countedByGraphql(said, "repositories"),
      repositoriesBy: counted === undefined ? FACTS : GET_ORGANIZATION,
      members: countedByGraphql(said, "membersWithRole"),
      teams: countedByGraphql(said, "teams"),
      administers: said?.["viewerCanAdminister"] === true,
      sso: isJson(said?.["samlIdentityProvider"]),
      defaultSecurityPolicy: said === undefined || refused.has("repository") ? undefined : defaultPolicy(said),
    },
    emissions: [
      record(scope, organizationKind, value),
      ...gaps,
      population(scope, organizationKind, gaps.length === 0),
    ],
  };
}

/** Public and private repositories together; private ones are counted for owners and Apps only. */
function countedByRest(own: Json): number | undefined {
  const { public_repos: open, total_private_repos: closed } = own;
  return typeof open === "number" && typeof closed === "number" ? open + closed : undefined;
}

function countedByGraphql(said: Json | undefined, member: string): number | undefined {
  const connection = said?.[member];
  const count = isJson(connection) ? connection["totalCount"] : undefined;
  return typeof count === "number" ? count : undefined;
}

function factsOf(said: Json, refused: ReadonlySet<string>): Json {
  const provider = said["samlIdentityProvider"];
  const administers = said["viewerCanAdminister"] === true;
  const domains = isJson(said["domains"]) ? said["domains"]["nodes"] : undefined;
  return {
    ...(isJson(provider)
      ? {
          saml_single_sign_on: "configured",
          saml_identity_provider: {
            issuer: provider["issuer"] ?? null,
            sso_url: provider["ssoUrl"] ?? null,
            digest_method: provider["digestMethod"] ?? null,
            signature_method: provider["signatureMethod"] ?? null,
          },
        }
      : administers && provider === null && !refused.has("samlIdentityProvider")
        ? { saml_single_sign_on: "not-configured" }
        : {}),
    ...switched("ip_allow_list", said["ipAllowListEnabledSetting"], administers),
    ...switched(
      "notification_delivery_restriction",
      said["notificationDeliveryRestrictionEnabledSetting"],
      administers,
    ),
    ...(Array.isArray(domains) && administers
      ? { verified_domains: domains.filter(isJson).map(({ domain }) => hostOf(String(domain))) }
      : {}),
    ...(refused.has("repository") ? {} : { default_security_policy: defaultPolicy(said) }),
  };
}

/** `DISABLED` to someone who does not administer the organization may only mean that it is not shown. */
function switched(member: string, value: unknown, administers: boolean): Json {
  if (value === "ENABLED") return { [member]: "enabled" };
  return value === "DISABLED" && administers ? { [member]: "disabled" } : {};
}

/** Only a public `.github` repository passes its files on. A repository that is not there answers null, without an error. */
function defaultPolicy(said: Json): "present" | "absent" {
  const shared = said["repository"];
  if (!isJson(shared) || shared["visibility"] !== "PUBLIC") return "absent";
  return ["root", "dotGithub", "docs"].some((place) => isJson(shared[place])) ? "present" : "absent";
}

function hostOf(domain: string): string {
  return URL.parse(domain)?.hostname ?? domain;
}

/** Addresses of other API pages say nothing; the billing address is nobody's business. */
export function withoutLinks(value: Json): Json {
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name]) => !name.endsWith("_url") && name !== "url" && name !== "node_id" && name !== "billing_email",
    ),
  );
}
