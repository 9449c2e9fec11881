import { defineKind } from "#sdk";
import * as z from "zod";

/*
 * Evidence of GitHub. Members carry the names of GitHub's REST API (snake_case) whatever API they were read by, and the
 * scope is {platform: "github", account: <organization login>}.
 *
 * ABSENT or NULL ALWAYS MEANS "NOT OBSERVED", NEVER "OFF" (github.md §4): read every member with `known(…)`. What GitHub
 * positively stated as not set is written as a value: `false`, `0`, `[]`, `"none"`, `"absent"`, `"not-protected"`.
 * `not_observed` names, for a member that is missing, the operation that was refused and why.
 */

const instantText = z.iso.datetime({ offset: true });
const yesNo = z.boolean().nullable().optional();
const text = z.string().nullable().optional();
const count = z.number().nullable().optional();

/** Members that are missing because a call was refused or failed. */
export const NotObserved = z.array(
  z.looseObject({ members: z.array(z.string()), operation: z.string(), reason: z.string(), detail: z.string() }),
);
const unseen = { not_observed: NotObserved.optional() };

/** Repository visibility as GitHub writes it. */
const visibility = z.enum(["public", "private", "internal"]).nullable().optional();

/* ---------------------------------------------------------------- organization */

export const Organization = z.looseObject({
  ...unseen,
  login: z.string(),
  id: z.number(),
  name: text,
  /** A verified badge of the organization (a domain was proved). */
  is_verified: yesNo,
  created_at: instantText.nullable().optional(),
  /** Absent unless the token has organization_plan:read: `free`, `team`, `business`, `enterprise`… */
  plan: z.looseObject({ name: z.string(), seats: count, filled_seats: count }).nullable().optional(),
  /** Null or absent: the caller is not an owner, so not observable (GH-07). */
  two_factor_requirement_enabled: yesNo,
  /** `none`, `read`, `write` or `admin`. */
  default_repository_permission: text,
  default_repository_branch: text,
  members_can_create_repositories: yesNo,
  members_can_create_public_repositories: yesNo,
  members_can_create_private_repositories: yesNo,
  members_can_create_internal_repositories: yesNo,
  members_can_create_pages: yesNo,
  members_can_create_public_pages: yesNo,
  members_can_create_private_pages: yesNo,
  members_can_create_teams: yesNo,
  members_can_delete_repositories: yesNo,
  members_can_delete_issues: yesNo,
  members_can_change_repo_visibility: yesNo,
  members_can_invite_outside_collaborators: yesNo,
  members_can_fork_private_repositories: yesNo,
  members_can_view_dependency_insights: yesNo,
  web_commit_signoff_required: yesNo,
  deploy_keys_enabled_for_repositories: yesNo,
  advanced_security_enabled_for_new_repositories: yesNo,
  dependabot_alerts_enabled_for_new_repositories: yesNo,
  dependabot_security_updates_enabled_for_new_repositories: yesNo,
  dependency_graph_enabled_for_new_repositories: yesNo,
  secret_scanning_enabled_for_new_repositories: yesNo,
  secret_scanning_push_protection_enabled_for_new_repositories: yesNo,
  /** `configured` or `not-configured` (said by a token that administers the organization); absent = not observable. */
  saml_single_sign_on: z.enum(["configured", "not-configured"]).nullable().optional(),
  saml_identity_provider: z
    .looseObject({ issuer: text, sso_url: text, digest_method: text, signature_method: text })
    .nullable()
    .optional(),
  /** `enabled` or `disabled`. */
  ip_allow_list: z.enum(["enabled", "disabled"]).nullable().optional(),
  /** Notifications go to verified domains only: `enabled` or `disabled`. */
  notification_delivery_restriction: z.enum(["enabled", "disabled"]).nullable().optional(),
  verified_domains: z.array(z.string()).nullable().optional(),
  /** Repositories whose releases must be immutable: `all`, `none`, `selected`. */
  immutable_releases: z.looseObject({ enforced_repositories: z.string() }).nullable().optional(),
  /** SECURITY.md of the public `.github` repository, which every repository without its own inherits (GH-14). */
  default_security_policy: z.enum(["present", "absent"]).nullable().optional(),
});
export type Organization = z.infer<typeof Organization>;
export const organizationKind = defineKind({
  id: "github.organization",
  version: 1,
  title: "GitHub organization: policy, sign-in and defaults",
  schema: Organization,
  key: (record) => record.login,
  sensitivity: "internal",
  personalData: false,
  population: "The organization by GET /orgs/{org}, and what only GraphQL states of it.",
  singleton: true,
});

/* ---------------------------------------------------------------- people */

export const Member = z.looseObject({
  login: z.string(),
  id: z.number(),
  /** `admin` is an owner of the organization. */
  role: z.enum(["admin", "member"]).nullable().optional(),
  /** Null to App tokens and to tokens of non-owners: not observable, never "off". */
  two_factor_enabled: yesNo,
  /** Two-factor by a method that GitHub calls insecure (SMS); only owners' tokens see it. */
  two_factor_insecure: yesNo,
  name: text,
  /** Public address of the profile; most people show none (null). */
  email: text,
  /** Addresses of this person under the organization's verified domains. Absent: not observable. */
  verified_domain_emails: z.array(z.string()).nullable().optional(),
  /** NameID of the person's SAML identity: joins a member with the directory. Absent: no SSO, or not observable. */
  saml_name_id: text,
  scim_user_name: text,
  /** True when single sign-on is seen and this member has an identity in it; null when that cannot be seen. */
  saml_linked: yesNo,
  created_at: instantText.nullable().optional(),
});
export type Member = z.infer<typeof Member>;
export const memberKind = defineKind({
  id: "github.member",
  version: 1,
  title: "Member of the organization with role, two-factor state and directory identity",
  schema: Member,
  key: (record) => record.login,
  sensitivity: "confidential",
  personalData: true,
  population: "All members by GraphQL membersWithRole; count by its totalCount. SAML identities by externalIdentities.",
});

export const OutsideCollaborator = z.looseObject({
  login: z.string(),
  id: z.number(),
  two_factor_enabled: yesNo,
  site_admin: yesNo,
  /** Repositories and permission (read, triage, write, maintain, admin) as the repositories listed them. */
  repositories: z.array(z.looseObject({ full_name: z.string(), permission: z.string() })),
  /** False when a repository's list of outside collaborators could not be seen whole. */
  repositories_complete: z.boolean(),
});
export type OutsideCollaborator = z.infer<typeof OutsideCollaborator>;
export const outsideCollaboratorKind = defineKind({
  id: "github.outside-collaborator",
  version: 1,
  title: "Outside collaborator with the repositories and permissions held",
  schema: OutsideCollaborator,
  key: (record) => record.login,
  sensitivity: "confidential",
  personalData: true,
  population: "All outside collaborators by GET /orgs/{org}/outside_collaborators; what they hold by each repository.",
});

export const Invitation = z.looseObject({
  id: z.number(),
  login: text,
  email: text,
  role: text,
  state: z.enum(["pending", "failed"]),
  created_at: instantText.nullable().optional(),
  failed_at: instantText.nullable().optional(),
  failed_reason: text,
  inviter: text,
});
export type Invitation = z.infer<typeof Invitation>;
export const invitationKind = defineKind({
  id: "github.invitation",
  version: 1,
  title: "Pending or failed invitation to the organization",
  schema: Invitation,
  key: (record) => `${record.state}:${record.id}`,
  sensitivity: "confidential",
  personalData: true,
  population: "All pending and failed invitations by GET /orgs/{org}/invitations and /failed_invitations.",
});

export const Team = z.looseObject({
  slug: z.string(),
  id: z.number(),
  name: z.string(),
  /** `visible` or `secret`. */
  privacy: text,
  description: text,
  parent: text,
  members: z.array(z.looseObject({ login: z.string(), role: z.string() })),
  members_total: z.number(),
  repositories: z.array(z.looseObject({ full_name: z.string(), permission: z.string() })),
  repositories_total: z.number(),
  /** False when one of the two lists is longer than what was read. */
  complete: z.boolean(),
});
export type Team = z.infer<typeof Team>;
export const teamKind = defineKind({
  id: "github.team",
  version: 1,
  title: "Team with members, repositories and permissions",
  schema: Team,
  key: (record) => record.slug,
  sensitivity: "internal",
  personalData: true,
  population: "All teams by GraphQL teams; count by its totalCount. Members and repositories up to 100 of each a team.",
});

export const OrganizationRole = z.looseObject({
  id: z.number(),
  name: z.string(),
  /** `Organization` (custom), `Enterprise` or `Predefined`. */
  source: text,
  base_role: text,
  permissions: z.array(z.string()),
  users: z.array(z.string()).nullable().optional(),
  teams: z.array(z.string()).nullable().optional(),
  ...unseen,
});
export type OrganizationRole = z.infer<typeof OrganizationRole>;
export const organizationRoleKind = defineKind({
  id: "github.organization-role",
  version: 1,
  title: "Organization role with its permissions, people and teams",
  schema: OrganizationRole,
  key: (record) => `${record.id}`,
  sensitivity: "internal",
  personalData: true,
  population: "All organization roles by GET /orgs/{org}/organization-roles, with the users and teams of each.",
});

/* ---------------------------------------------------------------- credentials and third parties */

export const AppInstallation = z.looseObject({
  id: z.number(),
  app_id: z.number(),
  app_slug: z.string(),
  /** `all` or `selected`. */
  repository_selection: z.string(),
  /** Permission name to `read`, `write` or `admin`. */
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()).optional(),
  created_at: instantText.nullable().optional(),
  updated_at: instantText.nullable().optional(),
  /** Null is a fact here: the installation is not suspended. */
  suspended_at: instantText.nullable().optional(),
});
export type AppInstallation = z.infer<typeof AppInstallation>;
export const appInstallationKind = defineKind({
  id: "github.app-installation",
  version: 1,
  title: "GitHub App installed on the organization with its permissions",
  schema: AppInstallation,
  key: (record) => `${record.app_slug}:${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "All installations by GET /orgs/{org}/installations; count by its total_count.",
});

export const PersonalAccessToken = z.looseObject({
  id: z.number(),
  owner: z.string(),
  state: z.enum(["granted", "requested"]),
  /** `none`, `all` or `subset`. */
  repository_selection: text,
  permissions: z.looseObject({
    organization: z.record(z.string(), z.string()).optional(),
    repository: z.record(z.string(), z.string()).optional(),
    other: z.record(z.string(), z.string()).optional(),
  }),
  access_granted_at: instantText.nullable().optional(),
  created_at: instantText.nullable().optional(),
  token_expired: yesNo,
  /** Null with a known token: it never expires. */
  token_expires_at: instantText.nullable().optional(),
  token_last_used_at: instantText.nullable().optional(),
});
export type PersonalAccessToken = z.infer<typeof PersonalAccessToken>;
export const personalAccessTokenKind = defineKind({
  id: "github.personal-access-token",
  version: 1,
  title: "Fine-grained personal access token that was granted or asks for access",
  schema: PersonalAccessToken,
  key: (record) => `${record.state}:${record.id}`,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Grants and pending requests by GET /orgs/{org}/personal-access-tokens and /personal-access-token-requests (GitHub Apps only).",
});

export const CredentialAuthorization = z.looseObject({
  login: z.string(),
  credential_id: z.number(),
  /** `personal access token`, `SSH key`, `OAuth app token`, `GitHub app token`. */
  credential_type: z.string(),
  scopes: z.array(z.string()).optional(),
  credential_authorized_at: instantText.nullable().optional(),
  credential_accessed_at: instantText.nullable().optional(),
  authorized_credential_expires_at: instantText.nullable().optional(),
});
export type CredentialAuthorization = z.infer<typeof CredentialAuthorization>;
export const credentialAuthorizationKind = defineKind({
  id: "github.credential-authorization",
  version: 1,
  title: "Token or key authorized for single sign-on",
  schema: CredentialAuthorization,
  key: (record) => `${record.login}:${record.credential_id}`,
  sensitivity: "confidential",
  personalData: true,
  redact: [
    { path: "token_last_eight", rule: "remove", why: "part of a live credential" },
    { path: "authorized_credential_title", rule: "remove", why: "free text that people may put anything in" },
    { path: "authorized_credential_note", rule: "remove", why: "free text that people may put anything in" },
  ],
  population:
    "All credential authorizations by GET /orgs/{org}/credential-authorizations (Enterprise Cloud with SAML).",
});

export const OrganizationSecret = z.looseObject({
  name: z.string(),
  store: z.enum(["actions", "dependabot", "codespaces"]),
  /** `all`, `private` or `selected`. */
  visibility: z.string(),
  created_at: instantText,
  updated_at: instantText,
});
export type OrganizationSecret = z.infer<typeof OrganizationSecret>;
/** Names and dates only: GitHub never gives the value of a secret. */
export const organizationSecretKind = defineKind({
  id: "github.organization-secret",
  version: 1,
  title: "Secret of the organization: name, visibility and age, never its value",
  schema: OrganizationSecret,
  key: (record) => `${record.store}:${record.name}`,
  sensitivity: "internal",
  personalData: false,
  population: "All organization secrets for Actions and Dependabot; count by total_count of each list.",
});

/* ---------------------------------------------------------------- repositories */

export const Repository = z.looseObject({
  ...unseen,
  full_name: z.string(),
  name: z.string(),
  id: z.number(),
  visibility,
  archived: z.boolean(),
  disabled: yesNo,
  fork: z.boolean(),
  is_template: yesNo,
  /** True: no commit yet, so there is no default branch to protect. */
  is_empty: yesNo,
  default_branch: text,
  description: text,
  topics: z.array(z.string()).optional(),
  created_at: instantText.nullable().optional(),
  pushed_at: instantText.nullable().optional(),
  allow_forking: yesNo,
  allow_merge_commit: yesNo,
  allow_squash_merge: yesNo,
  allow_rebase_merge: yesNo,
  allow_auto_merge: yesNo,
  delete_branch_on_merge: yesNo,
  web_commit_signoff_required: yesNo,
  has_pages: yesNo,
  has_wiki: yesNo,
  custom_properties: z.record(z.string(), z.unknown()).nullable().optional(),
  license: text,
  /** `present` in the repository (root, .github/ or docs/), `inherited` from the organization's .github, or `absent` (GH-14). */
  security_policy: z.enum(["present", "inherited", "absent"]).nullable().optional(),
  codeowners: z
    .looseObject({ state: z.enum(["present", "absent"]), errors: z.array(z.looseObject({ kind: z.string() })) })
    .nullable()
    .optional(),
  outside_collaborators: z
    .array(z.looseObject({ login: z.string(), permission: z.string() }))
    .nullable()
    .optional(),
  /** Members who were given the repository by name, not through a team; absent: not observed. */
  direct_collaborators: z
    .array(z.looseObject({ login: z.string(), permission: z.string() }))
    .nullable()
    .optional(),
  direct_collaborators_complete: yesNo,
  /** Merged pull requests and commits that were read for this repository reach back to here. */
  changes_since: instantText.nullable().optional(),
});
export type Repository = z.infer<typeof Repository>;
export const repositoryKind = defineKind({
  id: "github.repository",
  version: 1,
  title: "Repository with settings, SECURITY.md, CODEOWNERS, and people who were given access by name",
  schema: Repository,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: true,
  population: "All repositories by GET /orgs/{org}/repos?type=all; count by GraphQL repositories.totalCount.",
});

/** One protection of a branch, whatever it rests on. `null` = could not be observed whole. */
export const Requirement = z.looseObject({
  required: z.boolean().nullable(),
  /** False: administrators may bypass every source that requires it. Null: who may bypass is not observable (GH-02). */
  applies_to_admins: z.boolean().nullable(),
  /** `classic`, or `ruleset:<id>`. */
  by: z.array(z.string()),
});
export type Requirement = z.infer<typeof Requirement>;

export const Rule = z.looseObject({
  /** Rule type as REST writes it: `pull_request`, `required_status_checks`, `non_fast_forward`, `deletion`… */
  type: z.string(),
  parameters: z.looseObject({}).nullable().optional(),
  ruleset_id: z.number().nullable().optional(),
  ruleset_source_type: text,
  ruleset_source: text,
});
export type Rule = z.infer<typeof Rule>;

export const BranchProtection = z.looseObject({
  ...unseen,
  full_name: z.string(),
  branch: z.string().nullable(),
  /** Repository facts that decide whether protection is asked for at all. */
  archived: z.boolean(),
  visibility,
  is_empty: yesNo,
  /** GH-06: `not-protected` only when GitHub says so; `unknown` = 404 without permission; `not-available` = the plan has none. */
  classic: z.looseObject({
    state: z.enum(["protected", "not-protected", "not-available", "unknown"]),
    pattern: text,
    enforce_admins: yesNo,
    required_pull_request_reviews: z
      .looseObject({
        required_approving_review_count: count,
        dismiss_stale_reviews: yesNo,
        require_code_owner_reviews: yesNo,
        require_last_push_approval: yesNo,
        bypass_allowances: count,
      })
      .nullable()
      .optional(),
    required_status_checks: z
      .looseObject({ strict: yesNo, contexts: z.array(z.string()) })
      .nullable()
      .optional(),
    required_signatures: yesNo,
    required_linear_history: yesNo,
    required_conversation_resolution: yesNo,
    required_deployments: z.array(z.string()).nullable().optional(),
    allow_force_pushes: yesNo,
    allow_deletions: yesNo,
    restricts_pushes: yesNo,
    lock_branch: yesNo,
  }),
  /** Active rules of repository, organization and enterprise rulesets that hold on the branch. */
  rules: z.looseObject({ state: z.enum(["known", "unknown"]), items: z.array(Rule) }),
  /** What the two give together; every member is a {@link Requirement}. */
  effective: z.looseObject({
    pull_request: Requirement,
    /** The strictest count of all sources; null = not observable, 0 = no approval is needed. */
    required_approving_review_count: z.number().nullable(),
    approving_review: Requirement,
    dismiss_stale_reviews: Requirement,
    code_owner_review: Requirement,
    last_push_approval: Requirement,
    conversation_resolution: Requirement,
    status_checks: Requirement,
    /** Contexts of all sources. */
    required_status_checks: z.array(z.string()).nullable(),
    strict_status_checks: Requirement,
    signatures: Requirement,
    linear_history: Requirement,
    no_force_pushes: Requirement,
    no_deletion: Requirement,
    restricted_pushes: Requirement,
    deployments: Requirement,
    code_scanning: Requirement,
    merge_queue: Requirement,
    workflows: Requirement,
  }),
});
export type BranchProtection = z.infer<typeof BranchProtection>;
export const branchProtectionKind = defineKind({
  id: "github.branch-protection",
  version: 1,
  title: "Protection of the default branch: classic, rulesets at every level, and what they give together",
  schema: BranchProtection,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: false,
  population: "One for each repository's default branch; count by GraphQL repositories.totalCount.",
});

export const Ruleset = z.looseObject({
  id: z.number(),
  name: z.string(),
  /** `branch`, `tag`, `push`, `repository`. */
  target: text,
  /** `active`, `evaluate` (only reports) or `disabled`. */
  enforcement: z.string(),
  source_type: z.enum(["Repository", "Organization", "Enterprise"]),
  source: z.string(),
  include: z.array(z.string()).nullable().optional(),
  exclude: z.array(z.string()).nullable().optional(),
  rules: z.array(Rule),
  /** Absent or null = not observable, never "nobody" (GH-02). */
  bypass_actors: z
    .array(z.looseObject({ type: z.string(), name: text, mode: text }))
    .nullable()
    .optional(),
  /** One repository that stands under it. */
  seen_in: z.string(),
});
export type Ruleset = z.infer<typeof Ruleset>;
export const rulesetKind = defineKind({
  id: "github.ruleset",
  version: 1,
  title: "Ruleset of a repository, the organization or the enterprise",
  schema: Ruleset,
  key: (record) => `${record.source_type}:${record.source}:${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "Every ruleset that a repository of the organization stands under, by GraphQL rulesets(includeParents).",
});

/* ---------------------------------------------------------------- Actions */

const SelectedActions = z.looseObject({
  github_owned_allowed: yesNo,
  verified_allowed: yesNo,
  patterns_allowed: z.array(z.string()).optional(),
});

export const ActionsOrganization = z.looseObject({
  ...unseen,
  login: z.string(),
  /** `all`, `none` or `selected`. */
  enabled_repositories: text,
  /** `all`, `local_only` or `selected`; absent when no repository may run Actions. */
  allowed_actions: text,
  sha_pinning_required: yesNo,
  /** Only when allowed_actions is `selected`. */
  selected_actions: SelectedActions.nullable().optional(),
  /** `read` or `write`. */
  default_workflow_permissions: text,
  can_approve_pull_request_reviews: yesNo,
  /** `first_time_contributors_new_to_github`, `first_time_contributors` or `all_external_contributors`. */
  fork_pr_contributor_approval: text,
  fork_pr_workflows_private_repos: z
    .looseObject({
      run_workflows_from_fork_pull_requests: yesNo,
      send_write_tokens_to_workflows: yesNo,
      send_secrets_and_variables: yesNo,
      require_approval_for_fork_pr_workflows: yesNo,
    })
    .nullable()
    .optional(),
  /** Repositories that may register runners of their own: `all`, `none` or `selected`. */
  self_hosted_runners: text,
  artifact_and_log_retention_days: count,
});
export type ActionsOrganization = z.infer<typeof ActionsOrganization>;
export const actionsOrganizationKind = defineKind({
  id: "github.actions-organization",
  version: 1,
  title: "Actions policy of the organization: what may run, with which token",
  schema: ActionsOrganization,
  key: (record) => record.login,
  sensitivity: "internal",
  personalData: false,
  population: "The organization's policy by GET /orgs/{org}/actions/permissions and the settings below it.",
  singleton: true,
});

export const ActionsRepository = z.looseObject({
  ...unseen,
  full_name: z.string(),
  archived: z.boolean(),
  visibility,
  enabled: yesNo,
  allowed_actions: text,
  sha_pinning_required: yesNo,
  default_workflow_permissions: text,
  can_approve_pull_request_reviews: yesNo,
  /** `organization`: the organization's restrictive policy leaves the repository no choice, and was taken over. */
  permissions_from: z.enum(["repository", "organization"]).nullable().optional(),
  workflow_permissions_from: z.enum(["repository", "organization"]).nullable().optional(),
});
export type ActionsRepository = z.infer<typeof ActionsRepository>;
export const actionsRepositoryKind = defineKind({
  id: "github.actions-repository",
  version: 1,
  title: "Actions policy and token permissions of a repository",
  schema: ActionsRepository,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: false,
  population: "One for each repository that is not archived, by GET /repos/{owner}/{repo}/actions/permissions.",
});

export const Runner = z.looseObject({
  id: z.number(),
  name: z.string(),
  os: text,
  /** `online` or `offline`. */
  status: text,
  ephemeral: yesNo,
  labels: z.array(z.string()).optional(),
});
export type Runner = z.infer<typeof Runner>;
export const runnerKind = defineKind({
  id: "github.runner",
  version: 1,
  title: "Self-hosted runner of the organization",
  schema: Runner,
  key: (record) => `${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "All runners that the organization registered, by GET /orgs/{org}/actions/runners; count by total_count.",
});

export const Environment = z.looseObject({
  full_name: z.string(),
  name: z.string(),
  visibility,
  protection_rules: z.array(
    z.looseObject({ type: z.string(), wait_timer: count, prevent_self_review: yesNo, reviewers: count }),
  ),
  /** `protected` branches only, `custom` patterns, or `any` branch; absent = not observed. */
  deployment_branches: z.enum(["protected", "custom", "any"]).nullable().optional(),
  can_admins_bypass: yesNo,
});
export type Environment = z.infer<typeof Environment>;
export const environmentKind = defineKind({
  id: "github.environment",
  version: 1,
  title: "Deployment environment with its protection rules",
  schema: Environment,
  key: (record) => `${record.full_name}:${record.name}`,
  sensitivity: "internal",
  personalData: false,
  population: "All environments of repositories that are not archived, by GET /repos/{owner}/{repo}/environments.",
});

export const DeployKey = z.looseObject({
  full_name: z.string(),
  id: z.number(),
  title: z.string(),
  read_only: z.boolean(),
  verified: yesNo,
  enabled: yesNo,
  created_at: instantText.nullable().optional(),
  /** Null with `last_used_observed`: never used. */
  last_used: instantText.nullable().optional(),
  last_used_observed: z.boolean().optional(),
  added_by: text,
});
export type DeployKey = z.infer<typeof DeployKey>;
export const deployKeyKind = defineKind({
  id: "github.deploy-key",
  version: 1,
  title: "Deploy key of a repository",
  schema: DeployKey,
  key: (record) => `${record.full_name}:${record.id}`,
  sensitivity: "internal",
  personalData: true,
  redact: [{ path: "key", rule: "remove", why: "key material, though public, is nothing a judgement needs" }],
  population:
    "All deploy keys of repositories that are not archived, by GET /repos/{owner}/{repo}/keys where GraphQL counts any.",
});

export const Webhook = z.looseObject({
  /** Organization login or repository full name. */
  owner: z.string(),
  level: z.enum(["organization", "repository"]),
  id: z.number(),
  active: z.boolean(),
  events: z.array(z.string()),
  /** `http:` or `https:`; the path of the address may itself be a secret and is never kept. */
  url_scheme: text,
  url_host: text,
  content_type: text,
  /** True: certificates are not verified (`insecure_ssl` "1"). */
  insecure_ssl: yesNo,
  /** GitHub masks a secret that is set and leaves the member out when there is none. */
  secret_configured: yesNo,
  created_at: instantText.nullable().optional(),
  last_response_code: count,
});
export type Webhook = z.infer<typeof Webhook>;
export const webhookKind = defineKind({
  id: "github.webhook",
  version: 1,
  title: "Webhook of the organization or of a repository",
  schema: Webhook,
  key: (record) => `${record.owner}:${record.id}`,
  sensitivity: "internal",
  personalData: false,
  redact: [
    { path: "config", rule: "remove", why: "holds the address, whose path or query may be a credential" },
    { path: "url", rule: "remove", why: "may hold a credential" },
  ],
  population:
    "All webhooks by GET /orgs/{org}/hooks and /repos/{owner}/{repo}/hooks of repositories that are not archived.",
});

/* ---------------------------------------------------------------- code security */

export const RepositorySecurity = z.looseObject({
  ...unseen,
  full_name: z.string(),
  archived: z.boolean(),
  visibility,
  fork: z.boolean(),
  is_empty: yesNo,
  /** Dependabot alerts. */
  dependabot_alerts_enabled: yesNo,
  dependabot_security_updates_enabled: yesNo,
  advanced_security_enabled: yesNo,
  code_security_enabled: yesNo,
  secret_scanning_enabled: yesNo,
  secret_scanning_push_protection_enabled: yesNo,
  secret_scanning_non_provider_patterns_enabled: yesNo,
  secret_scanning_validity_checks_enabled: yesNo,
  /** Features that the present block left out: not available for this repository. */
  not_available: z.array(z.string()).optional(),
  /** Only public repositories have it. */
  private_vulnerability_reporting_enabled: yesNo,
  code_scanning_default_setup: z
    .looseObject({
      /** `configured`, `not-configured`, or `not-available` (403: code security is not enabled or not licensed). */
      state: z.enum(["configured", "not-configured", "not-available"]),
      languages: z.array(z.string()).optional(),
      query_suite: text,
      schedule: text,
    })
    .nullable()
    .optional(),
  /** Tools with an open alert: says that advanced setup or another scanner reports, when default setup is off. */
  code_scanning_tools_seen: z.array(z.string()).optional(),
  /** The configuration attached, or `none`. Absent = not observed. */
  code_security_configuration: z
    .union([z.literal("none"), z.looseObject({ id: z.number(), name: z.string(), enforcement: text, status: text })])
    .nullable()
    .optional(),
});
export type RepositorySecurity = z.infer<typeof RepositorySecurity>;
export const repositorySecurityKind = defineKind({
  id: "github.repository-security",
  version: 1,
  title: "Security features of a repository: Dependabot, secret scanning, code scanning, private reporting",
  schema: RepositorySecurity,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: false,
  population: "One for each repository; count by GraphQL repositories.totalCount.",
});

export const CodeSecurityConfiguration = z.looseObject({
  id: z.number(),
  name: z.string(),
  /** `global`, `organization` or `enterprise`. */
  target_type: text,
  /** `enforced` or `unenforced`. */
  enforcement: text,
  advanced_security: text,
  dependency_graph: text,
  dependabot_alerts: text,
  dependabot_security_updates: text,
  code_scanning_default_setup: text,
  secret_scanning: text,
  secret_scanning_push_protection: text,
  secret_scanning_validity_checks: text,
  secret_scanning_non_provider_patterns: text,
  private_vulnerability_reporting: text,
  /** `all`, `none`, `private_and_internal`, `public`. */
  default_for_new_repos: text,
  attached_repositories: count,
});
export type CodeSecurityConfiguration = z.infer<typeof CodeSecurityConfiguration>;
export const codeSecurityConfigurationKind = defineKind({
  id: "github.code-security-configuration",
  version: 1,
  title: "Code security configuration with features, enforcement and reach",
  schema: CodeSecurityConfiguration,
  key: (record) => `${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "All configurations by GET /orgs/{org}/code-security/configurations, defaults and attached repositories.",
});

const alertState = z.string();

export const DependabotAlert = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  /** `open`, or `dismissed` by a person. */
  state: alertState,
  /** `low`, `medium`, `high` or `critical`. */
  severity: z.string(),
  package: text,
  ecosystem: text,
  /** `runtime` or `development`. */
  scope: text,
  manifest_path: text,
  ghsa_id: text,
  cve_id: text,
  first_patched_version: text,
  created_at: instantText,
  dismissed_at: instantText.nullable().optional(),
  dismissed_by: text,
  dismissed_reason: text,
  dismissed_comment_given: yesNo,
});
export type DependabotAlert = z.infer<typeof DependabotAlert>;
export const dependabotAlertKind = defineKind({
  id: "github.dependabot-alert",
  version: 1,
  title: "Dependabot alert, open or dismissed, with severity and age",
  schema: DependabotAlert,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Open and dismissed alerts by GET /orgs/{org}/dependabot/alerts. Repositories whose feature is off are left out silently: compare github.repository-security.",
});

export const SecretScanningAlert = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  /** `open` or `resolved`. */
  state: alertState,
  secret_type: text,
  secret_type_display_name: text,
  /** `false_positive`, `wont_fix`, `revoked`, `pattern_edited`, `pattern_deleted`, `used_in_tests`. */
  resolution: text,
  resolved_at: instantText.nullable().optional(),
  resolved_by: text,
  resolution_comment_given: yesNo,
  /** `active`, `inactive` or `unknown`. */
  validity: text,
  publicly_leaked: yesNo,
  multi_repo: yesNo,
  push_protection_bypassed: yesNo,
  push_protection_bypassed_at: instantText.nullable().optional(),
  push_protection_bypassed_by: text,
  created_at: instantText,
});
export type SecretScanningAlert = z.infer<typeof SecretScanningAlert>;
export const secretScanningAlertKind = defineKind({
  id: "github.secret-scanning-alert",
  version: 1,
  title: "Secret scanning alert with state and age; the secret itself is never asked for",
  schema: SecretScanningAlert,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "confidential",
  personalData: true,
  redact: [
    { path: "secret", rule: "remove", why: "a live credential, should GitHub ever send it in spite of hide_secret" },
    { path: "first_location_detected", rule: "remove", why: "says where the live credential can be read" },
    { path: "resolution_comment", rule: "remove", why: "free text in which people quote secrets" },
    { path: "push_protection_bypass_request_comment", rule: "remove", why: "free text in which people quote secrets" },
    {
      path: "push_protection_bypass_request_reviewer_comment",
      rule: "remove",
      why: "free text in which people quote secrets",
    },
  ],
  population:
    "All alerts by GET /orgs/{org}/secret-scanning/alerts?hide_secret=true. Repositories whose feature is off are left out silently.",
});

export const CodeScanningAlert = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  state: alertState,
  rule_id: text,
  /** `none`, `note`, `warning`, `error`. */
  severity: text,
  /** `low`, `medium`, `high`, `critical`; absent for rules that are not about security. */
  security_severity_level: text,
  tool: text,
  created_at: instantText,
  dismissed_at: instantText.nullable().optional(),
  dismissed_reason: text,
});
export type CodeScanningAlert = z.infer<typeof CodeScanningAlert>;
export const codeScanningAlertKind = defineKind({
  id: "github.code-scanning-alert",
  version: 1,
  title: "Open code scanning alert with severity and age",
  schema: CodeScanningAlert,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "confidential",
  personalData: false,
  population: "Open alerts of default branches by GET /orgs/{org}/code-scanning/alerts?state=open.",
});

/* ---------------------------------------------------------------- changes and events of the period */

export const MergedPullRequest = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  title: text,
  /** The branch it was merged into, and whether that is the default branch. */
  base: z.string(),
  base_is_default: z.boolean(),
  merged_at: instantText,
  created_at: instantText.nullable().optional(),
  /** Null: the account no longer exists (GitHub's "ghost"). */
  author: z.string().nullable(),
  author_type: text,
  merged_by: z.string().nullable(),
  /** People whose approval stands (latest opinion), other than by dismissal. */
  approvers: z.array(z.looseObject({ login: z.string(), submitted_at: instantText.nullable().optional() })),
  /** Larger than `approvers` holds: the list was cut. */
  approvals_total: z.number(),
  /** `APPROVED`, `CHANGES_REQUESTED`, `REVIEW_REQUIRED`; null = no review was required (a fact of GitHub's). */
  review_decision: text,
  /** `SUCCESS`, `FAILURE`, `ERROR`, `PENDING`, `EXPECTED`, or `NONE` when no check ran on the last commit. */
  checks: z.string().nullable().optional(),
  head_sha: text,
  merge_sha: text,
});
export type MergedPullRequest = z.infer<typeof MergedPullRequest>;
export const mergedPullRequestKind = defineKind({
  id: "github.merged-pull-request",
  version: 1,
  title: "Merged pull request of the period with author, approvers, checks and who merged",
  schema: MergedPullRequest,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "internal",
  personalData: true,
  population:
    "Pull requests merged within the configured period in repositories that are not archived, by GraphQL pullRequests(states: MERGED).",
});

export const DefaultBranchCommit = z.looseObject({
  full_name: z.string(),
  oid: z.string(),
  committed_at: instantText,
  authored_at: instantText.nullable().optional(),
  /** GitHub login of the author; null when the address belongs to no account. */
  author: z.string().nullable(),
  committer: z.string().nullable().optional(),
  /** The merged pull request that brought it, or null: none did. Absent = not observed. */
  pull_request: z.number().nullable().optional(),
  /** True: it reached the default branch without a merged pull request. */
  direct: yesNo,
  signature: z
    .looseObject({
      /** `unsigned`, `valid`, or GitHub's reason in lower case. The two gpgverify_* values say nothing of the commit. */
      state: z.string(),
      valid: z.boolean(),
      by_github: yesNo,
    })
    .nullable()
    .optional(),
});
export type DefaultBranchCommit = z.infer<typeof DefaultBranchCommit>;
export const defaultBranchCommitKind = defineKind({
  id: "github.default-branch-commit",
  version: 1,
  title: "Commit of the period on a default branch: how it came there, and its signature",
  schema: DefaultBranchCommit,
  key: (record) => `${record.full_name}@${record.oid}`,
  sensitivity: "internal",
  personalData: true,
  population:
    "Commits of the configured period on default branches of repositories that are not archived, by GraphQL history(since).",
});

export const AuditEvent = z.looseObject({
  id: z.string(),
  /** `repo.destroy`, `protected_branch.policy_override`… */
  action: z.string(),
  at: instantText,
  actor: text,
  user: text,
  repository: text,
  operation_type: text,
});
export type AuditEvent = z.infer<typeof AuditEvent>;
export const auditEventKind = defineKind({
  id: "github.audit-event",
  version: 1,
  title: "Event of the organization's audit log within the period",
  schema: AuditEvent,
  key: (record) => record.id,
  sensitivity: "confidential",
  personalData: true,
  redact: [
    { path: "actor_ip", rule: "remove", why: "personal data that no judgement needs" },
    { path: "actor_location", rule: "remove", why: "personal data that no judgement needs" },
    { path: "hashed_token", rule: "remove", why: "derived from a credential" },
    { path: "token_id", rule: "remove", why: "names a credential" },
  ],
  population: "Web events of the configured period by GET /orgs/{org}/audit-log (Enterprise Cloud).",
});

export const githubKinds = [
  organizationKind,
  memberKind,
  outsideCollaboratorKind,
  invitationKind,
  teamKind,
  organizationRoleKind,
  appInstallationKind,
  personalAccessTokenKind,
  credentialAuthorizationKind,
  organizationSecretKind,
  repositoryKind,
  branchProtectionKind,
  rulesetKind,
  actionsOrganizationKind,
  actionsRepositoryKind,
  runnerKind,
  environmentKind,
  deployKeyKind,
  webhookKind,
  repositorySecurityKind,
  codeSecurityConfigurationKind,
  dependabotAlertKind,
  secretScanningAlertKind,
  codeScanningAlertKind,
  mergedPullRequestKind,
  defaultBranchCommitKind,
  auditEventKind,
] as const;
