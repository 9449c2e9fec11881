import { EXAMPLE_AS_OF } from "#sdk";
import type {
  ActionsOrganization,
  ActionsRepository,
  AppInstallation,
  BranchProtection,
  CodeScanningAlert,
  CodeSecurityConfiguration,
  DefaultBranchCommit,
  DependabotAlert,
  DeployKey,
  Environment,
  Member,
  MergedPullRequest,
  Organization,
  OutsideCollaborator,
  PersonalAccessToken,
  Repository,
  RepositorySecurity,
  Requirement,
  Ruleset,
  SecretScanningAlert,
  Team,
  Webhook,
} from "../evidence.ts";

/** Records of an invented organization that the examples of checks start from. */
export const ORGANIZATION = "meridian-example";
export const REPOSITORY = "meridian-example/booking";

/** The instant so many days before the instant of examples. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(EXAMPLE_AS_OF) - days * 86_400_000).toISOString();
}

/** A member that is missing because a call was refused. */
export function refused(
  operation: string,
  ...members: readonly string[]
): { readonly not_observed: { members: string[]; operation: string; reason: string; detail: string }[] } {
  return {
    not_observed: [
      { members: [...members], operation, reason: "denied", detail: "Resource not accessible by integration" },
    ],
  };
}

export function organization(rest: Partial<Organization> = {}): Organization {
  return { login: ORGANIZATION, id: 1001, ...rest };
}

export function actions(rest: Partial<ActionsOrganization> = {}): ActionsOrganization {
  return { login: ORGANIZATION, enabled_repositories: "all", ...rest };
}

export function actionsOf(rest: Partial<ActionsRepository> = {}): ActionsRepository {
  return { full_name: REPOSITORY, archived: false, visibility: "private", enabled: true, ...rest };
}

export function member(login: string, rest: Partial<Member> = {}): Member {
  return { login, id: 2001, role: "member", ...rest };
}

export function outsider(login: string, rest: Partial<OutsideCollaborator> = {}): OutsideCollaborator {
  return {
    login,
    id: 3001,
    repositories: [{ full_name: REPOSITORY, permission: "write" }],
    repositories_complete: true,
    ...rest,
  };
}

export function team(slug: string, rest: Partial<Team> = {}): Team {
  return {
    slug,
    id: 4001,
    name: slug,
    members: [{ login: "ana", role: "maintainer" }],
    members_total: 1,
    repositories: [{ full_name: REPOSITORY, permission: "write" }],
    repositories_total: 1,
    complete: true,
    ...rest,
  };
}

export function repository(rest: Partial<Repository> = {}): Repository {
  return {
    full_name: REPOSITORY,
    name: "booking",
    id: 5001,
    visibility: "private",
    archived: false,
    fork: false,
    is_empty: false,
    default_branch: "main",
    ...rest,
  };
}

export function security(rest: Partial<RepositorySecurity> = {}): RepositorySecurity {
  return { full_name: REPOSITORY, archived: false, visibility: "private", fork: false, ...rest };
}

export function configuration(rest: Partial<CodeSecurityConfiguration> = {}): CodeSecurityConfiguration {
  return { id: 6001, name: "baseline", target_type: "organization", attached_repositories: 12, ...rest };
}

export function required(by = "ruleset:17", applies_to_admins: boolean | null = true): Requirement {
  return { required: true, applies_to_admins, by: [by] };
}
export const NOT_REQUIRED: Requirement = { required: false, applies_to_admins: false, by: [] };
export const NOT_SEEN: Requirement = { required: null, applies_to_admins: null, by: [] };

type Effective = BranchProtection["effective"];

/** A default branch with nothing in force but what is given. */
export function branch(effective: Partial<Effective> = {}, rest: Partial<BranchProtection> = {}): BranchProtection {
  return {
    full_name: REPOSITORY,
    branch: "main",
    archived: false,
    visibility: "private",
    is_empty: false,
    classic: { state: "not-protected" },
    rules: { state: "known", items: [] },
    effective: {
      pull_request: NOT_REQUIRED,
      required_approving_review_count: 0,
      approving_review: NOT_REQUIRED,
      dismiss_stale_reviews: NOT_REQUIRED,
      code_owner_review: NOT_REQUIRED,
      last_push_approval: NOT_REQUIRED,
      conversation_resolution: NOT_REQUIRED,
      status_checks: NOT_REQUIRED,
      required_status_checks: [],
      strict_status_checks: NOT_REQUIRED,
      signatures: NOT_REQUIRED,
      linear_history: NOT_REQUIRED,
      no_force_pushes: NOT_REQUIRED,
      no_deletion: NOT_REQUIRED,
      restricted_pushes: NOT_REQUIRED,
      deployments: NOT_REQUIRED,
      code_scanning: NOT_REQUIRED,
      merge_queue: NOT_REQUIRED,
      workflows: NOT_REQUIRED,
      ...effective,
    },
    ...rest,
  };
}

/** GH-06: 404 `Not Found` on classic protection: the token lacks the permission. */
export function branchUnseen(name: keyof Effective): BranchProtection {
  return branch(
    { [name]: name === "required_approving_review_count" || name === "required_status_checks" ? null : NOT_SEEN },
    { classic: { state: "unknown" }, ...refused("repos/get-branch-protection", "classic") },
  );
}

export function archivedBranch(): BranchProtection {
  return branch({}, { archived: true });
}

export function emptyBranch(): BranchProtection {
  return branch({}, { branch: null, is_empty: true });
}

export function ruleset(rest: Partial<Ruleset> = {}): Ruleset {
  return {
    id: 17,
    name: "main",
    target: "branch",
    enforcement: "active",
    source_type: "Organization",
    source: ORGANIZATION,
    rules: [{ type: "pull_request" }],
    seen_in: REPOSITORY,
    ...rest,
  };
}

export function environment(rest: Partial<Environment> = {}): Environment {
  return { full_name: REPOSITORY, name: "production", visibility: "private", protection_rules: [], ...rest };
}

export function deployKey(rest: Partial<DeployKey> = {}): DeployKey {
  return { full_name: REPOSITORY, id: 7001, title: "deploy", read_only: true, enabled: true, ...rest };
}

export function webhook(rest: Partial<Webhook> = {}): Webhook {
  return {
    owner: REPOSITORY,
    level: "repository",
    id: 8001,
    active: true,
    events: ["push"],
    url_scheme: "https:",
    url_host: "builds.example.com",
    ...rest,
  };
}

export function installation(rest: Partial<AppInstallation> = {}): AppInstallation {
  return {
    id: 9001,
    app_id: 9,
    app_slug: "lint-helper",
    repository_selection: "selected",
    permissions: { metadata: "read", contents: "read" },
    suspended_at: null,
    ...rest,
  };
}

export function token(rest: Partial<PersonalAccessToken> = {}): PersonalAccessToken {
  return {
    id: 9101,
    owner: "ana",
    state: "granted",
    repository_selection: "subset",
    permissions: { repository: { contents: "read" } },
    access_granted_at: daysAgo(30),
    ...rest,
  };
}

export function dependabotAlert(rest: Partial<DependabotAlert> = {}): DependabotAlert {
  return {
    full_name: REPOSITORY,
    number: 1,
    state: "open",
    severity: "critical",
    package: "left-pad",
    created_at: daysAgo(3),
    ...rest,
  };
}

export function secretAlert(rest: Partial<SecretScanningAlert> = {}): SecretScanningAlert {
  return {
    full_name: REPOSITORY,
    number: 1,
    state: "open",
    secret_type: "example_token",
    created_at: daysAgo(1),
    ...rest,
  };
}

export function pullRequest(rest: Partial<MergedPullRequest> = {}): MergedPullRequest {
  return {
    full_name: REPOSITORY,
    number: 1,
    base: "main",
    base_is_default: true,
    merged_at: daysAgo(2),
    author: "ana",
    author_type: "User",
    merged_by: "ana",
    approvers: [],
    approvals_total: 0,
    ...rest,
  };
}

export function commit(rest: Partial<DefaultBranchCommit> = {}): DefaultBranchCommit {
  return { full_name: REPOSITORY, oid: "0a1b2c3d", committed_at: daysAgo(2), author: "ana", ...rest };
}

export function codeAlert(rest: Partial<CodeScanningAlert> = {}): CodeScanningAlert {
  return {
    full_name: REPOSITORY,
    number: 1,
    state: "open",
    rule_id: "go/sql-injection",
    security_severity_level: "critical",
    created_at: daysAgo(3),
    ...rest,
  };
}
