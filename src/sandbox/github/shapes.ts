import type { GithubOrganisation, Person, Repository, Settings } from "./model.ts";
import { ago, idOf } from "./builders.ts";

/** Bodies as GitHub's OpenAPI description has them, addresses included. A test holds them against it. */

const API = "https://api.github.com";
const WEB = "https://github.com";

export function nodeId(kind: string, id: number): string {
  return `${kind}_${id.toString(36)}`;
}

const USER_LINKS = [
  "followers",
  "following",
  "gists",
  "starred",
  "subscriptions",
  "organizations",
  "repos",
  "events",
  "received_events",
];

export function user(login: string, id = idOf(`user/${login}`), type = "User"): Settings {
  return {
    login,
    id,
    node_id: nodeId("U", id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    gravatar_id: "",
    url: `${API}/users/${login}`,
    html_url: `${WEB}/${login}`,
    ...Object.fromEntries(USER_LINKS.map((link) => [`${link}_url`, `${API}/users/${login}/${link}`])),
    type,
    site_admin: false,
  };
}

export function person({ login, id, type }: Person): Settings {
  return user(login, id, type ?? "User");
}

const REPOSITORY_LINKS =
  "archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees hooks".split(
    " ",
  );

/** `simple-repository`: what alerts carry. */
export function simpleRepository(
  organisation: GithubOrganisation,
  { name, id, visibility, description, fork }: Pick<Repository, "name" | "id" | "visibility" | "description" | "fork">,
): Settings {
  const full_name = `${organisation.login}/${name}`;
  const url = `${API}/repos/${full_name}`;
  return {
    id,
    node_id: nodeId("R", id),
    name,
    full_name,
    owner: user(organisation.login, organisation.id, "Organization"),
    private: visibility !== "public",
    html_url: `${WEB}/${full_name}`,
    description,
    fork,
    url,
    ...Object.fromEntries(REPOSITORY_LINKS.map((link) => [`${link}_url`, `${url}/${link}`])),
  };
}

/** `minimal-repository`: what the organization's list holds, with the block that administrators get. */
export function repositoryItem(organisation: GithubOrganisation, repository: Repository): Settings {
  const { asOf } = organisation;
  return {
    ...simpleRepository(organisation, repository),
    visibility: repository.visibility,
    archived: repository.archived,
    disabled: false,
    is_template: false,
    default_branch: repository.defaultBranch,
    topics: repository.topics,
    created_at: ago(asOf, repository.createdDaysAgo),
    updated_at: ago(asOf, repository.pushedDaysAgo),
    pushed_at: repository.empty ? null : ago(asOf, repository.pushedDaysAgo),
    allow_forking: false,
    web_commit_signoff_required: true,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    license:
      repository.license === null
        ? null
        : {
            key: repository.license.toLowerCase(),
            name: repository.license,
            spdx_id: repository.license,
            url: `${API}/licenses/${repository.license.toLowerCase()}`,
            node_id: "L_1",
          },
    custom_properties: repository.properties,
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
    ...repository.settings,
    ...(repository.security === null
      ? {}
      : {
          security_and_analysis: Object.fromEntries(
            Object.entries(repository.security).map(([feature, status]) => [feature, { status }]),
          ),
        }),
  };
}

export function organization(
  organisation: GithubOrganisation,
  counts: { readonly open: number; readonly closed: number },
): Settings {
  const { login, id, name, settings, plan, asOf, members } = organisation;
  const url = `${API}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId("O", id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    description: "Moves freight",
    name,
    company: "Meridian Freight",
    blog: "https://www.example.com",
    location: "Hamburg",
    email: "hello@example.com",
    billing_email: "billing@example.com",
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: counts.open,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${WEB}/${login}`,
    created_at: ago(asOf, 2000),
    updated_at: ago(asOf, 3),
    archived_at: null,
    type: "Organization",
    total_private_repos: counts.closed,
    owned_private_repos: counts.closed,
    private_gists: 0,
    disk_usage: 1000,
    collaborators: 0,
    plan: {
      name: plan,
      space: 976_562_499,
      private_repos: 999_999,
      filled_seats: members.length,
      seats: members.length + 5,
    },
    ...settings,
  };
}

export function invitation(organisation: GithubOrganisation, entry: Settings): Settings {
  const id = Number(entry["id"]);
  return {
    failed_at: null,
    failed_reason: null,
    team_count: 0,
    node_id: nodeId("OI", id),
    invitation_teams_url: `${API}/orgs/${organisation.login}/invitations/${id}/teams`,
    invitation_source: "member",
    ...entry,
    inviter: user(String(entry["inviter"])),
  };
}

export function teamSimple(organisation: GithubOrganisation, slug: string): Settings {
  const id = organisation.teams.find((team) => team.slug === slug)?.id ?? idOf(`team/${slug}`);
  const url = `${API}/organizations/${organisation.id}/team/${id}`;
  return {
    id,
    node_id: nodeId("T", id),
    url,
    members_url: `${url}/members{/member}`,
    name: slug,
    description: null,
    permission: "pull",
    privacy: "closed",
    notification_setting: "notifications_enabled",
    html_url: `${WEB}/orgs/${organisation.login}/teams/${slug}`,
    repositories_url: `${url}/repos`,
    slug,
    type: "organization",
    parent: null,
  };
}

export function role(organisation: GithubOrganisation, entry: Settings): Settings {
  const { users: _users, teams: _teams, ...rest } = entry;
  return {
    description: "A role",
    organization: user(organisation.login, organisation.id, "Organization"),
    created_at: ago(organisation.asOf, 400),
    updated_at: ago(organisation.asOf, 400),
    ...rest,
  };
}

export function installation(organisation: GithubOrganisation, entry: Settings): Settings {
  const id = Number(entry["id"]);
  return {
    account: user(organisation.login, organisation.id, "Organization"),
    access_tokens_url: `${API}/app/installations/${id}/access_tokens`,
    repositories_url: `${API}/installation/repositories`,
    html_url: `${WEB}/organizations/${organisation.login}/settings/installations/${id}`,
    target_id: organisation.id,
    target_type: "Organization",
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    ...entry,
  };
}

export function grant(organisation: GithubOrganisation, entry: Settings): Settings {
  const id = Number(entry["id"]);
  const url = `${API}/organizations/${organisation.id}/personal-access-tokens/${id}/repositories`;
  return { repositories_url: url, ...entry, owner: user(String(entry["owner"])) };
}

export function webhook(owner: string, level: "orgs" | "repos", entry: Settings): Settings {
  const url = `${API}/${level}/${owner}/hooks/${Number(entry["id"])}`;
  return {
    type: level === "orgs" ? "Organization" : "Repository",
    name: "web",
    updated_at: "2026-01-02T03:04:05Z",
    created_at: "2025-01-02T03:04:05Z",
    url,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    ...(level === "orgs"
      ? {}
      : { test_url: `${url}/test`, last_response: { code: 200, status: "active", message: "OK" } }),
    ...entry,
  };
}

export function deployKey(organisation: GithubOrganisation, repository: Repository, entry: Settings): Settings {
  const { createdDaysAgo, usedDaysAgo, ...rest } = entry;
  return {
    key: "ssh-ed25519 AAAAexample",
    url: `${API}/repos/${organisation.login}/${repository.name}/keys/${Number(entry["id"])}`,
    created_at: ago(organisation.asOf, Number(createdDaysAgo)),
    last_used: typeof usedDaysAgo === "number" ? ago(organisation.asOf, usedDaysAgo) : null,
    ...rest,
  };
}

export function environment(organisation: GithubOrganisation, repository: Repository, entry: Settings): Settings {
  const id = Number(entry["id"]);
  const name = String(entry["name"]);
  const reviewers = Number(entry["reviewers"]);
  const url = `${API}/repos/${organisation.login}/${repository.name}/environments/${name}`;
  const branches = entry["branches"];
  return {
    id,
    node_id: nodeId("EN", id),
    name,
    url,
    html_url: `${WEB}/${organisation.login}/${repository.name}/deployments/activity_log?environments_filter=${name}`,
    created_at: "2025-01-02T03:04:05Z",
    updated_at: "2025-01-02T03:04:05Z",
    can_admins_bypass: entry["can_admins_bypass"],
    protection_rules: [
      ...(reviewers > 0
        ? [
            {
              id: id + 1,
              node_id: nodeId("GA", id + 1),
              type: "required_reviewers",
              prevent_self_review: entry["prevent_self_review"],
              reviewers: Array.from({ length: reviewers }, () => ({ type: "User", reviewer: user("ines-halvorsen") })),
            },
          ]
        : []),
      ...(branches === "any" ? [] : [{ id: id + 2, node_id: nodeId("GA", id + 2), type: "branch_policy" }]),
    ],
    deployment_branch_policy:
      branches === "any"
        ? null
        : { protected_branches: branches === "protected", custom_branch_policies: branches === "custom" },
  };
}

export function runner(entry: Settings): Settings {
  const labels = Array.isArray(entry["labels"]) ? entry["labels"] : [];
  return {
    runner_group_id: 1,
    ...entry,
    labels: labels.map((name, index) => ({ id: index + 1, name, type: "custom" })),
  };
}

export function configuration(organisation: GithubOrganisation, entry: Settings): Settings {
  const { defaultFor: _default, ...rest } = entry;
  const url = `${API}/orgs/${organisation.login}/code-security/configurations/${Number(entry["id"])}`;
  return {
    description: "How repositories are guarded",
    url,
    html_url: `${WEB}/organizations/${organisation.login}/settings/security_products/configurations/edit/${Number(entry["id"])}`,
    created_at: "2025-01-02T03:04:05Z",
    updated_at: "2025-01-02T03:04:05Z",
    ...rest,
  };
}

function alertRepository(organisation: GithubOrganisation, name: string): Settings {
  const found = organisation.repositories.find(name);
  if (found === undefined) throw new RangeError(`an alert names ${name}, which is not there`);
  return simpleRepository(organisation, found);
}

function alertLinks(organisation: GithubOrganisation, entry: Settings, path: string): Settings {
  const place = `${organisation.login}/${String(entry["repository"])}`;
  const number = Number(entry["number"]);
  return {
    number,
    url: `${API}/repos/${place}/${path}/alerts/${number}`,
    html_url: `${WEB}/${place}/security/${path}/${number}`,
  };
}

export function dependabotAlert(organisation: GithubOrganisation, entry: Settings): Settings {
  const dismissed = entry["dismissed"];
  const created = String(entry["created_at"]);
  const name = { ecosystem: "npm", name: entry["package"] };
  const severity = entry["severity"];
  return {
    ...alertLinks(organisation, entry, "dependabot"),
    state: entry["state"],
    dependency: { package: name, manifest_path: "package-lock.json", scope: "runtime", relationship: "direct" },
    security_advisory: {
      ghsa_id: "GHSA-0000-0000-0000",
      cve_id: "CVE-2026-0001",
      summary: "A weakness",
      description: "Somebody can do something",
      severity,
      identifiers: [{ type: "GHSA", value: "GHSA-0000-0000-0000" }],
      references: [{ url: "https://example.com/advisory" }],
      published_at: created,
      updated_at: created,
      withdrawn_at: null,
      vulnerabilities: [],
      cvss: { score: 7, vector_string: null },
      cwes: [],
    },
    security_vulnerability: {
      package: name,
      severity,
      vulnerable_version_range: "< 2.0.0",
      first_patched_version: { identifier: "2.0.0" },
    },
    created_at: created,
    updated_at: created,
    dismissed_at: dismissed === null ? null : created,
    dismissed_by: dismissed === null ? null : user("former-employee"),
    dismissed_reason: dismissed,
    dismissed_comment: entry["comment"] ?? null,
    fixed_at: null,
    repository: alertRepository(organisation, String(entry["repository"])),
  };
}

/** The live value stands in the answer unless the caller asks for it to be hidden, as with GitHub. */
export function secretAlert(organisation: GithubOrganisation, entry: Settings, hidden: boolean): Settings {
  const links = alertLinks(organisation, entry, "secret-scanning");
  const bypassed = entry["bypassed"] === true;
  return {
    ...links,
    locations_url: `${String(links["url"])}/locations`,
    created_at: entry["created_at"],
    updated_at: entry["created_at"],
    state: entry["state"],
    resolution: entry["resolution"],
    resolved_at: entry["resolved_at"],
    resolved_by: entry["resolved_at"] === null ? null : user("farid-zaman"),
    secret_type: "mailchimp_api_key",
    secret_type_display_name: "Mailchimp API Key",
    ...(hidden ? {} : { secret: CANARY_SECRET }),
    repository: alertRepository(organisation, String(entry["repository"])),
    push_protection_bypassed: bypassed,
    push_protection_bypassed_by: bypassed ? user("former-employee") : null,
    push_protection_bypassed_at: bypassed ? entry["created_at"] : null,
    resolution_comment: entry["resolution"] === null ? null : `it was ${CANARY_COMMENT}`,
    validity: entry["validity"],
    publicly_leaked: entry["leaked"] === true,
    multi_repo: false,
  };
}

/** Invented; must surface nowhere. */
export const CANARY_SECRET = "canary-live-secret-us31-0001";
export const CANARY_COMMENT = "canary-quoted-secret-us31-0002";

export function codeAlert(organisation: GithubOrganisation, entry: Settings): Settings {
  const links = alertLinks(organisation, entry, "code-scanning");
  return {
    ...links,
    created_at: entry["created_at"],
    updated_at: entry["created_at"],
    instances_url: `${String(links["url"])}/instances`,
    state: "open",
    fixed_at: null,
    dismissed_by: null,
    dismissed_at: null,
    dismissed_reason: null,
    dismissed_comment: null,
    rule: {
      id: entry["rule"],
      name: entry["rule"],
      severity: "error",
      security_severity_level: entry["severity"],
      description: "A weakness",
      tags: ["security"],
    },
    tool: { name: "CodeQL", guid: null, version: "2.20.0" },
    most_recent_instance: {
      ref: "refs/heads/main",
      analysis_key: ".github/workflows/codeql.yml:analyze",
      environment: "{}",
      category: ".github/workflows/codeql.yml:analyze",
      state: "open",
      commit_sha: "0123456789abcdef0123456789abcdef01234567",
      message: { text: "A weakness" },
      location: { path: "src/index.js", start_line: 1, end_line: 1, start_column: 1, end_column: 2 },
      classifications: [],
    },
    repository: alertRepository(organisation, String(entry["repository"])),
  };
}

export function protection(rule: Settings): Settings {
  const on = (enabled: unknown): Settings => ({ enabled: enabled === true });
  return {
    url: `${API}/protection`,
    enforce_admins: { url: `${API}/protection/enforce_admins`, enabled: rule["isAdminEnforced"] === true },
    ...(rule["requiresApprovingReviews"] === true
      ? {
          required_pull_request_reviews: {
            url: `${API}/protection/required_pull_request_reviews`,
            dismiss_stale_reviews: rule["dismissesStaleReviews"],
            require_code_owner_reviews: rule["requiresCodeOwnerReviews"],
            require_last_push_approval: rule["requireLastPushApproval"],
            required_approving_review_count: rule["requiredApprovingReviewCount"],
            ...bypassAllowances(rule["bypassPullRequestAllowances"]),
          },
        }
      : {}),
    ...(rule["requiresStatusChecks"] === true
      ? {
          required_status_checks: {
            url: `${API}/protection/required_status_checks`,
            strict: rule["requiresStrictStatusChecks"],
            contexts: rule["requiredStatusCheckContexts"],
            contexts_url: `${API}/protection/required_status_checks/contexts`,
            checks: [],
          },
        }
      : {}),
    required_linear_history: on(rule["requiresLinearHistory"]),
    allow_force_pushes: on(rule["allowsForcePushes"]),
    allow_deletions: on(rule["allowsDeletions"]),
    required_conversation_resolution: on(rule["requiresConversationResolution"]),
    required_signatures: {
      url: `${API}/protection/required_signatures`,
      enabled: rule["requiresCommitSignatures"] === true,
    },
  };
}

/** As many people as GraphQL counts; left out when there are none, as GitHub does. */
function bypassAllowances(connection: unknown): Settings {
  const count = Number((connection as { readonly totalCount?: number } | undefined)?.totalCount ?? 0);
  if (count === 0) return {};
  const users = Array.from({ length: count }, (_, index) => user(`former-employee-${index + 1}`));
  return { bypass_pull_request_allowances: { users, teams: [], apps: [] } };
}
