import { each } from "../organisation/population.ts";
import type { GithubOrganisation, Repository, Ruleset, Settings } from "./model.ts";
import * as shape from "./shapes.ts";

/** Who asks: an App's installation, an owner's token, or a token of a member who is no owner. */
export type Caller = "app" | "owner" | "member";

export class GithubError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "GithubError";
    this.status = status;
    this.headers = headers;
  }
}

/** A list: the server cuts it into pages. `member` = the list stands in an object with `total_count`. */
export interface List {
  readonly count: number;
  at(index: number): unknown;
  readonly member?: string;
}

export type RestAnswer = { readonly list: List } | { readonly body: unknown; readonly status?: number };

export interface RestCall {
  readonly organisation: GithubOrganisation;
  readonly caller: Caller;
  readonly segments: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export interface Route {
  /** Operation id of the collector's manifest. */
  readonly id: string;
  readonly path: string;
  readonly needs: string;
  readonly answer: (call: RestCall) => RestAnswer;
}

function list(items: readonly unknown[], member?: string): RestAnswer {
  return { list: { count: items.length, at: (index) => items[index], ...(member === undefined ? {} : { member }) } };
}

const notFound = (): never => {
  throw new GithubError(404, "Not Found");
};

function repositoryOf({ organisation, segments }: RestCall): Repository {
  return organisation.repositories.find(segments["repo"] ?? "") ?? notFound();
}

/** Only owners and Apps with administration:read see what administrators see. */
function administered<T>(call: RestCall, answer: () => T): T {
  if (call.caller === "member") return notFound();
  return answer();
}

function onlyApps<T>(call: RestCall, answer: () => T): T {
  if (call.caller !== "app") throw new GithubError(403, "Resource not accessible by personal access token");
  return answer();
}

function route(id: string, path: string, needs: string, answer: (call: RestCall) => RestAnswer): Route {
  return { id: `github:${id}`, path, needs, answer };
}

const ADMINISTRATION = "organization_administration=read";

export const ROUTES: readonly Route[] = [
  route("orgs.get", "/orgs/{org}", "", ({ organisation, caller }) => {
    let open = 0;
    const { repositories } = organisation;
    for (const { visibility } of each(repositories)) if (visibility === "public") open += 1;
    const whole = shape.organization(organisation, { open, closed: repositories.count - open });
    if (caller !== "member") return { body: whole };
    // A member who is no owner gets neither settings, plan, nor the number of private repositories.
    const hidden = new Set([
      ...Object.keys(organisation.settings).filter((name) => name !== "is_verified"),
      "plan",
      "billing_email",
      "total_private_repos",
      "owned_private_repos",
      "private_gists",
      "disk_usage",
      "collaborators",
    ]);
    return { body: Object.fromEntries(Object.entries(whole).filter(([name]) => !hidden.has(name))) };
  }),
  route("orgs.immutable-releases", "/orgs/{org}/settings/immutable-releases", ADMINISTRATION, (call) =>
    administered(call, () => ({ body: { enforced_repositories: call.organisation.immutableReleases } })),
  ),
  route("orgs.list-members-2fa-insecure", "/orgs/{org}/members", "members=read", ({ organisation, caller, query }) => {
    const filter = query.get("filter");
    if (filter?.startsWith("2fa_") === true && caller !== "owner")
      throw new GithubError(422, "Only owners can use this filter.");
    const shown = organisation.members.filter((one) =>
      filter === "2fa_disabled" ? !one.twoFactor : filter === "2fa_insecure" ? one.insecureTwoFactor === true : true,
    );
    return list(shown.map(shape.person));
  }),
  route(
    "orgs.list-outside-collaborators",
    "/orgs/{org}/outside_collaborators",
    "members=read",
    ({ organisation, caller, query }) => {
      const filter = query.get("filter");
      if (filter?.startsWith("2fa_") === true && caller !== "owner")
        throw new GithubError(422, "Only owners can use this filter.");
      return list(organisation.outside.filter((one) => filter !== "2fa_disabled" || !one.twoFactor).map(shape.person));
    },
  ),
  route("orgs.list-pending-invitations", "/orgs/{org}/invitations", "members=read", ({ organisation }) =>
    list(organisation.pending.map((entry) => shape.invitation(organisation, entry))),
  ),
  route("orgs.list-failed-invitations", "/orgs/{org}/failed_invitations", "members=read", ({ organisation }) =>
    list(organisation.failed.map((entry) => shape.invitation(organisation, entry))),
  ),
  route(
    "orgs.list-roles",
    "/orgs/{org}/organization-roles",
    "organization_custom_org_roles=read",
    ({ organisation }) => ({
      body: {
        total_count: organisation.roles.length,
        roles: organisation.roles.map((role) => shape.role(organisation, role)),
      },
    }),
  ),
  route(
    "orgs.list-role-users",
    "/orgs/{org}/organization-roles/{role_id}/users",
    "members=read",
    ({ organisation, segments }) => {
      const role = organisation.roles.find((one) => String(one["id"]) === segments["role_id"]) ?? notFound();
      return list(role.users.map((login) => ({ assignment: "direct", ...shape.user(login) })));
    },
  ),
  route(
    "orgs.list-role-teams",
    "/orgs/{org}/organization-roles/{role_id}/teams",
    "members=read",
    ({ organisation, segments }) => {
      const role = organisation.roles.find((one) => String(one["id"]) === segments["role_id"]) ?? notFound();
      return list(role.teams.map((slug) => ({ assignment: "direct", ...shape.teamSimple(organisation, slug) })));
    },
  ),
  route("orgs.list-installations", "/orgs/{org}/installations", ADMINISTRATION, (call) =>
    administered(call, () =>
      list(
        call.organisation.installations.map((entry) => shape.installation(call.organisation, entry)),
        "installations",
      ),
    ),
  ),
  route(
    "orgs.list-pat-grants",
    "/orgs/{org}/personal-access-tokens",
    "organization_personal_access_tokens=read",
    (call) =>
      onlyApps(call, () => list(call.organisation.tokens.map((entry) => shape.grant(call.organisation, entry)))),
  ),
  route(
    "orgs.list-pat-requests",
    "/orgs/{org}/personal-access-token-requests",
    "organization_personal_access_token_requests=read",
    (call) =>
      onlyApps(call, () => list(call.organisation.tokenRequests.map((entry) => shape.grant(call.organisation, entry)))),
  ),
  route("orgs.list-credential-authorizations", "/orgs/{org}/credential-authorizations", ADMINISTRATION, (call) =>
    administered(call, () => list(call.organisation.authorizations)),
  ),
  route("actions.list-org-secrets", "/orgs/{org}/actions/secrets", "organization_secrets=read", (call) =>
    administered(call, () => list(call.organisation.actionsSecrets, "secrets")),
  ),
  route(
    "dependabot.list-org-secrets",
    "/orgs/{org}/dependabot/secrets",
    "organization_dependabot_secrets=read",
    (call) => administered(call, () => list(call.organisation.dependabotSecrets, "secrets")),
  ),
  route("actions.get-org-permissions", "/orgs/{org}/actions/permissions", ADMINISTRATION, (call) =>
    administered(call, () => ({ body: call.organisation.actions })),
  ),
  route(
    "actions.get-org-selected-actions",
    "/orgs/{org}/actions/permissions/selected-actions",
    ADMINISTRATION,
    (call) =>
      administered(call, () => {
        if (call.organisation.actions["allowed_actions"] !== "selected") throw new GithubError(409, "Conflict");
        return { body: call.organisation.selectedActions };
      }),
  ),
  route("actions.get-org-workflow-permissions", "/orgs/{org}/actions/permissions/workflow", ADMINISTRATION, (call) =>
    administered(call, () => ({ body: call.organisation.workflow })),
  ),
  route(
    "actions.get-org-fork-pr-approval",
    "/orgs/{org}/actions/permissions/fork-pr-contributor-approval",
    ADMINISTRATION,
    (call) => administered(call, () => ({ body: { approval_policy: call.organisation.forkApproval } })),
  ),
  route(
    "actions.get-org-fork-pr-private",
    "/orgs/{org}/actions/permissions/fork-pr-workflows-private-repos",
    ADMINISTRATION,
    (call) => administered(call, () => ({ body: call.organisation.forkPrivate })),
  ),
  route(
    "actions.get-org-self-hosted-runners",
    "/orgs/{org}/actions/permissions/self-hosted-runners",
    ADMINISTRATION,
    (call) => administered(call, () => ({ body: { enabled_repositories: call.organisation.selfHosted } })),
  ),
  route(
    "actions.get-org-retention",
    "/orgs/{org}/actions/permissions/artifact-and-log-retention",
    ADMINISTRATION,
    (call) =>
      administered(call, () => ({ body: { days: call.organisation.retentionDays, maximum_allowed_days: 400 } })),
  ),
  route("actions.list-org-runners", "/orgs/{org}/actions/runners", "organization_self_hosted_runners=read", (call) =>
    administered(call, () => list(call.organisation.runners.map(shape.runner), "runners")),
  ),
  route("orgs.list-webhooks", "/orgs/{org}/hooks", "organization_hooks=read", (call) =>
    administered(call, () =>
      list(call.organisation.hooks.map((entry) => shape.webhook(call.organisation.login, "orgs", entry))),
    ),
  ),
  route("code-security.list-configurations", "/orgs/{org}/code-security/configurations", ADMINISTRATION, (call) =>
    administered(call, () =>
      list(call.organisation.configurations.map((entry) => shape.configuration(call.organisation, entry))),
    ),
  ),
  route("code-security.list-defaults", "/orgs/{org}/code-security/configurations/defaults", ADMINISTRATION, (call) =>
    administered(call, () =>
      list(
        call.organisation.configurations
          .filter(({ defaultFor }) => defaultFor !== "none")
          .map((entry) => ({
            default_for_new_repos: entry.defaultFor,
            configuration: shape.configuration(call.organisation, entry),
          })),
      ),
    ),
  ),
  route(
    "code-security.list-repositories",
    "/orgs/{org}/code-security/configurations/{configuration_id}/repositories",
    ADMINISTRATION,
    (call) =>
      administered(call, () => {
        const { organisation, segments } = call;
        const { repositories } = organisation;
        const own: number[] = [];
        for (let index = 0; index < repositories.count; index += 1)
          if (String(repositories.at(index).configuration) === segments["configuration_id"]) own.push(index);
        const at = (index: number): Repository | undefined => {
          const place = own[index];
          return place === undefined ? undefined : repositories.at(place);
        };
        return { list: { count: own.length, at: (index) => attached(organisation, at(index)) } };
      }),
  ),
  route("dependabot.list-org-alerts", "/orgs/{org}/dependabot/alerts", "vulnerability_alerts=read", (call) =>
    administered(call, () => {
      const { organisation, query } = call;
      const states = query.get("state")?.split(",");
      const shown = organisation.dependabotAlerts.filter(
        ({ state }) => states === undefined || states.includes(String(state)),
      );
      return { list: { count: shown.length, at: (index) => shape.dependabotAlert(organisation, shown[index] ?? {}) } };
    }),
  ),
  route(
    "secret-scanning.list-org-alerts",
    "/orgs/{org}/secret-scanning/alerts",
    "secret_scanning_alerts=read",
    (call) =>
      administered(call, () =>
        list(
          call.organisation.secretAlerts.map((entry) =>
            shape.secretAlert(call.organisation, entry, call.query.get("hide_secret") === "true"),
          ),
        ),
      ),
  ),
  route("code-scanning.list-org-alerts", "/orgs/{org}/code-scanning/alerts", "security_events=read", (call) =>
    administered(call, () =>
      list(call.organisation.codeAlerts.map((entry) => shape.codeAlert(call.organisation, entry))),
    ),
  ),
  route("orgs.get-audit-log", "/orgs/{org}/audit-log", ADMINISTRATION, (call) =>
    administered(call, () => {
      if (!call.organisation.plan.startsWith("enterprise")) return notFound();
      return list(
        call.organisation.auditEvents.map(({ id, at, ...event }) => ({
          "@timestamp": Date.parse(String(at)),
          _document_id: id,
          org: call.organisation.login,
          actor_ip: "192.0.2.7",
          ...event,
        })),
      );
    }),
  ),
  route("repos.list-for-org", "/orgs/{org}/repos", "metadata=read", (call) => ({
    list: {
      count: call.organisation.repositories.count,
      at: (index) => {
        const item = shape.repositoryItem(call.organisation, call.organisation.repositories.at(index));
        if (call.caller !== "member") return item;
        const { security_and_analysis: _hidden, ...shown } = item;
        return { ...shown, permissions: { admin: false, maintain: false, push: true, triage: true, pull: true } };
      },
    },
  })),
  route(
    "repos.get-branch-protection",
    "/repos/{owner}/{repo}/branches/{branch}/protection",
    "administration=read",
    (call) => {
      const repository = repositoryOf(call);
      if (call.caller === "member") return notFound();
      if (repository.empty || decodeURIComponent(call.segments["branch"] ?? "") !== repository.defaultBranch)
        throw new GithubError(404, "Branch not found");
      if (repository.protection === null) throw new GithubError(404, "Branch not protected");
      return { body: shape.protection(repository.protection) };
    },
  ),
  route("repos.get-branch-rules", "/repos/{owner}/{repo}/rules/branches/{branch}", "metadata=read", (call) =>
    list(
      activeRulesets(call.organisation, repositoryOf(call)).flatMap((ruleset) =>
        ruleset.rules.map(({ type, parameters }) => ({
          type: type.toLowerCase(),
          ruleset_source_type: ruleset.level,
          ruleset_source: sourceName(call.organisation, repositoryOf(call), ruleset),
          ruleset_id: ruleset.id,
          ...(parameters === undefined ? {} : { parameters: restParameters(type, parameters) }),
        })),
      ),
    ),
  ),
  route("repos.list-webhooks", "/repos/{owner}/{repo}/hooks", "repository_hooks=read", (call) => {
    const repository = repositoryOf(call);
    return administered(call, () =>
      list(
        repository.hooks.map((entry) => shape.webhook(`${call.organisation.login}/${repository.name}`, "repos", entry)),
      ),
    );
  }),
  route("repos.list-deploy-keys", "/repos/{owner}/{repo}/keys", "administration=read", (call) => {
    const repository = repositoryOf(call);
    return administered(call, () =>
      list(repository.keys.map((entry) => shape.deployKey(call.organisation, repository, entry))),
    );
  }),
  route("repos.list-environments", "/repos/{owner}/{repo}/environments", "actions=read", (call) => {
    const repository = repositoryOf(call);
    return list(
      repository.environments.map((entry) => shape.environment(call.organisation, repository, entry)),
      "environments",
    );
  }),
  route("actions.get-repo-permissions", "/repos/{owner}/{repo}/actions/permissions", "administration=read", (call) => {
    const repository = repositoryOf(call);
    return administered(call, () => ({ body: repository.actions }));
  }),
  route(
    "actions.get-repo-workflow-permissions",
    "/repos/{owner}/{repo}/actions/permissions/workflow",
    "administration=read",
    (call) => {
      const repository = repositoryOf(call);
      return administered(call, () => ({ body: repository.workflow }));
    },
  ),
  route(
    "code-scanning.get-default-setup",
    "/repos/{owner}/{repo}/code-scanning/default-setup",
    "administration=read",
    (call) => {
      const repository = repositoryOf(call);
      return administered(call, () => {
        if (repository.security?.["code_security"] === "disabled" && repository.visibility !== "public")
          throw new GithubError(403, "Code Security must be enabled for this repository to use code scanning.");
        return { body: repository.defaultSetup };
      });
    },
  ),
  route(
    "repos.get-private-vulnerability-reporting",
    "/repos/{owner}/{repo}/private-vulnerability-reporting",
    "metadata=read",
    (call) => ({
      body: { enabled: repositoryOf(call).privateReporting },
    }),
  ),
];

function attached(organisation: GithubOrganisation, repository: Repository | undefined): Settings {
  if (repository === undefined) throw new RangeError("no such repository");
  return { status: "enforced", repository: shape.simpleRepository(organisation, repository) };
}

/** Rulesets of every level that stand over a repository. */
export function rulesetsOf(organisation: GithubOrganisation, repository: Repository): readonly Ruleset[] {
  return [...organisation.rulesets, ...repository.rulesets];
}

export function activeRulesets(organisation: GithubOrganisation, repository: Repository): readonly Ruleset[] {
  return rulesetsOf(organisation, repository).filter(
    ({ enforcement, target }) => enforcement === "ACTIVE" && target === "BRANCH",
  );
}

export function sourceName(organisation: GithubOrganisation, repository: Repository, { level }: Ruleset): string {
  if (level === "Organization") return organisation.login;
  return level === "Repository" ? `${organisation.login}/${repository.name}` : "meridian-group";
}

/** REST writes parameters in snake_case, and wants some that GraphQL's selection leaves out. */
function restParameters(type: string, parameters: Settings): unknown {
  if (type === "CODE_SCANNING") {
    const tools = parameters["codeScanningTools"];
    return {
      code_scanning_tools: (Array.isArray(tools) ? tools : []).map((tool: Settings) => ({
        tool: tool["tool"],
        alerts_threshold: String(tool["alertsThreshold"]).toLowerCase(),
        security_alerts_threshold: String(tool["securityAlertsThreshold"]).toLowerCase(),
      })),
    };
  }
  return snake(parameters);
}

function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snake(inner),
    ]),
  );
}
