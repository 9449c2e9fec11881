import type { AnyKind, Operation } from "#sdk";
import * as evidence from "./evidence.ts";

const CREATE_TOKEN = "github:apps.create-installation-access-token";
const FIND_INSTALLATION = "github:apps.get-org-installation";

interface Details {
  /** GitHub App permission `name:level`, organization permissions with `organization_` or as GitHub calls them; null when none. */
  readonly needs: string | null;
  readonly kinds: readonly AnyKind[];
  readonly why: string;
  readonly optional?: boolean;
  readonly sensitive?: boolean;
}

function operation(id: string, match: Operation["match"], details: Details): Operation {
  const { needs, kinds, why, optional, sensitive } = details;
  return {
    id: id.startsWith("github:") ? id : `github:${id}`,
    match,
    permission: needs === null ? null : { type: "github-permission", value: needs },
    kinds: kinds.map((kind) => kind.id),
    why,
    ...(optional === true ? { optional } : {}),
    ...(sensitive === true ? { sensitive } : {}),
  };
}

function get(id: string, path: string, details: Details): Operation {
  return operation(id, { protocol: "rest", method: "GET", path }, details);
}

function query(name: string, details: Details): Operation {
  return operation(`graphql.${name}`, { protocol: "graphql", path: "/graphql" }, details);
}

/** Kinds of which the repositories are the population. */
export const REPOSITORY_KINDS: readonly AnyKind[] = [
  evidence.repositoryKind,
  evidence.branchProtectionKind,
  evidence.rulesetKind,
  evidence.actionsRepositoryKind,
  evidence.environmentKind,
  evidence.deployKeyKind,
  evidence.webhookKind,
  evidence.repositorySecurityKind,
  evidence.mergedPullRequestKind,
  evidence.defaultBranchCommitKind,
  evidence.outsideCollaboratorKind,
];

const ADMINISTRATION = "organization_administration:read";

/** Every request that the collector can make. All read; the two POST requests are GraphQL queries and the App's token. */
export const githubOperations: readonly Operation[] = [
  operation(
    CREATE_TOKEN,
    { protocol: "rest", method: "POST", path: "/app/installations/{installation_id}/access_tokens" },
    { needs: null, kinds: [], why: "signs in as the GitHub App, for one hour", optional: true, sensitive: true },
  ),
  get(FIND_INSTALLATION, "/orgs/{org}/installation", {
    needs: null,
    kinds: [],
    why: "finds the App's installation when the configuration names none",
    optional: true,
  }),
  get("orgs.get", "/orgs/{org}", {
    needs: ADMINISTRATION,
    kinds: [evidence.organizationKind],
    why: "policy and defaults of the organization; first of all calls, because it proves the credentials",
  }),
  query("OrganizationFacts", {
    needs: "members:read",
    kinds: [evidence.organizationKind],
    why: "single sign-on, IP allow list, verified domains, default SECURITY.md, and the counts that lists are tied out to",
  }),
  get("orgs.immutable-releases", "/orgs/{org}/settings/immutable-releases", {
    needs: ADMINISTRATION,
    kinds: [evidence.organizationKind],
    why: "whether releases may be changed after publication",
    optional: true,
  }),
  query("OrganizationMembers", {
    needs: "members:read",
    kinds: [evidence.memberKind],
    why: "every member with role, and two-factor state where the token may see it",
  }),
  query("ExternalIdentities", {
    needs: "members:read",
    kinds: [evidence.memberKind],
    why: "who a member is in the identity provider",
    optional: true,
  }),
  get("orgs.list-members-2fa-insecure", "/orgs/{org}/members", {
    needs: "members:read",
    kinds: [evidence.memberKind],
    why: "members whose second factor is insecure; asked only with an owner's token",
    optional: true,
  }),
  get("orgs.list-outside-collaborators", "/orgs/{org}/outside_collaborators", {
    needs: "members:read",
    kinds: [evidence.outsideCollaboratorKind],
    why: "people outside the organization with access to repositories",
  }),
  get("orgs.list-pending-invitations", "/orgs/{org}/invitations", {
    needs: "members:read",
    kinds: [evidence.invitationKind],
    why: "invitations that wait",
  }),
  get("orgs.list-failed-invitations", "/orgs/{org}/failed_invitations", {
    needs: "members:read",
    kinds: [evidence.invitationKind],
    why: "invitations that failed",
  }),
  query("OrganizationTeams", {
    needs: "members:read",
    kinds: [evidence.teamKind],
    why: "teams with members, repositories and permissions",
  }),
  get("orgs.list-roles", "/orgs/{org}/organization-roles", {
    needs: "organization_custom_org_roles:read",
    kinds: [evidence.organizationRoleKind],
    why: "roles over the organization and what they allow",
  }),
  get("orgs.list-role-users", "/orgs/{org}/organization-roles/{role_id}/users", {
    needs: "members:read",
    kinds: [evidence.organizationRoleKind],
    why: "people who hold a role",
  }),
  get("orgs.list-role-teams", "/orgs/{org}/organization-roles/{role_id}/teams", {
    needs: "members:read",
    kinds: [evidence.organizationRoleKind],
    why: "teams that hold a role",
  }),
  get("orgs.list-installations", "/orgs/{org}/installations", {
    needs: ADMINISTRATION,
    kinds: [evidence.appInstallationKind],
    why: "Apps with access, and which",
  }),
  get("orgs.list-pat-grants", "/orgs/{org}/personal-access-tokens", {
    needs: "organization_personal_access_tokens:read",
    kinds: [evidence.personalAccessTokenKind],
    why: "fine-grained tokens with access; GitHub Apps only",
    optional: true,
  }),
  get("orgs.list-pat-requests", "/orgs/{org}/personal-access-token-requests", {
    needs: "organization_personal_access_token_requests:read",
    kinds: [evidence.personalAccessTokenKind],
    why: "fine-grained tokens that ask for access; GitHub Apps only",
    optional: true,
  }),
  get("orgs.list-credential-authorizations", "/orgs/{org}/credential-authorizations", {
    needs: ADMINISTRATION,
    kinds: [evidence.credentialAuthorizationKind],
    why: "tokens and keys authorized for single sign-on; Enterprise Cloud only",
    optional: true,
  }),
  get("actions.list-org-secrets", "/orgs/{org}/actions/secrets", {
    needs: "organization_secrets:read",
    kinds: [evidence.organizationSecretKind],
    why: "names, reach and age of the organization's Actions secrets; GitHub never gives values",
    optional: true,
  }),
  get("dependabot.list-org-secrets", "/orgs/{org}/dependabot/secrets", {
    needs: "organization_dependabot_secrets:read",
    kinds: [evidence.organizationSecretKind],
    why: "names, reach and age of the organization's Dependabot secrets; GitHub never gives values",
    optional: true,
  }),
  get("actions.get-org-permissions", "/orgs/{org}/actions/permissions", {
    needs: ADMINISTRATION,
    kinds: [evidence.actionsOrganizationKind],
    why: "which repositories may run which actions",
  }),
  get("actions.get-org-selected-actions", "/orgs/{org}/actions/permissions/selected-actions", {
    needs: ADMINISTRATION,
    kinds: [evidence.actionsOrganizationKind],
    why: "the actions that are allowed, when they are selected",
  }),
  get("actions.get-org-workflow-permissions", "/orgs/{org}/actions/permissions/workflow", {
    needs: ADMINISTRATION,
    kinds: [evidence.actionsOrganizationKind],
    why: "what a workflow's token may do by default",
  }),
  get("actions.get-org-fork-pr-approval", "/orgs/{org}/actions/permissions/fork-pr-contributor-approval", {
    needs: ADMINISTRATION,
    kinds: [evidence.actionsOrganizationKind],
    why: "whose pull requests from forks run only after approval",
    optional: true,
  }),
  get("actions.get-org-fork-pr-private", "/orgs/{org}/actions/permissions/fork-pr-workflows-private-repos", {
    needs: ADMINISTRATION,
    kinds: [evidence.actionsOrganizationKind],
    why: "what workflows of forks get in private repositories",
    optional: true,
  }),
  get("actions.get-org-self-hosted-runners", "/orgs/{org}/actions/permissions/self-hosted-runners", {
    needs: ADMINISTRATION,
    kinds: [evidence.actionsOrganizationKind],
    why: "which repositories may register runners",
    optional: true,
  }),
  get("actions.get-org-retention", "/orgs/{org}/actions/permissions/artifact-and-log-retention", {
    needs: ADMINISTRATION,
    kinds: [evidence.actionsOrganizationKind],
    why: "how long logs and artifacts are kept",
    optional: true,
  }),
  get("actions.list-org-runners", "/orgs/{org}/actions/runners", {
    needs: "organization_self_hosted_runners:read",
    kinds: [evidence.runnerKind],
    why: "machines of the organization's own that run workflows",
    optional: true,
  }),
  get("orgs.list-webhooks", "/orgs/{org}/hooks", {
    needs: "organization_hooks:read",
    kinds: [evidence.webhookKind],
    why: "where events of the organization are sent",
  }),
  get("code-security.list-configurations", "/orgs/{org}/code-security/configurations", {
    needs: ADMINISTRATION,
    kinds: [evidence.codeSecurityConfigurationKind],
    why: "security features that repositories get together",
  }),
  get("code-security.list-defaults", "/orgs/{org}/code-security/configurations/defaults", {
    needs: ADMINISTRATION,
    kinds: [evidence.codeSecurityConfigurationKind],
    why: "what new repositories get",
  }),
  get("code-security.list-repositories", "/orgs/{org}/code-security/configurations/{configuration_id}/repositories", {
    needs: ADMINISTRATION,
    kinds: [evidence.codeSecurityConfigurationKind, evidence.repositorySecurityKind],
    why: "which repositories a configuration is attached to",
  }),
  get("dependabot.list-org-alerts", "/orgs/{org}/dependabot/alerts", {
    needs: "vulnerability_alerts:read",
    kinds: [evidence.dependabotAlertKind],
    why: "known weaknesses in dependencies, with their age",
  }),
  get("secret-scanning.list-org-alerts", "/orgs/{org}/secret-scanning/alerts", {
    needs: "secret_scanning_alerts:read",
    kinds: [evidence.secretScanningAlertKind],
    why: "secrets found in code, with their age; always with hide_secret=true",
  }),
  get("code-scanning.list-org-alerts", "/orgs/{org}/code-scanning/alerts", {
    needs: "security_events:read",
    kinds: [evidence.codeScanningAlertKind],
    why: "weaknesses found in code, with their age",
  }),
  get("orgs.get-audit-log", "/orgs/{org}/audit-log", {
    needs: ADMINISTRATION,
    kinds: [evidence.auditEventKind],
    why: "what happened in the organization; Enterprise Cloud only",
    optional: true,
  }),
  get("repos.list-for-org", "/orgs/{org}/repos", {
    needs: "metadata:read",
    kinds: REPOSITORY_KINDS,
    why: "every repository with its settings and security features",
  }),
  query("RepositoryBatch", {
    needs: "contents:read",
    kinds: REPOSITORY_KINDS.filter((kind) => kind !== evidence.webhookKind && kind !== evidence.actionsRepositoryKind),
    why: "protection, rulesets, CODEOWNERS, environments, pull requests and commits of 25 repositories in one call",
  }),
  query("RepositoryPullRequests", {
    needs: "pull_requests:read",
    kinds: [evidence.mergedPullRequestKind],
    why: "further merged pull requests of a busy repository",
  }),
  query("RepositoryCommits", {
    needs: "contents:read",
    kinds: [evidence.defaultBranchCommitKind],
    why: "further commits of a busy repository",
  }),
  get("repos.get-branch-protection", "/repos/{owner}/{repo}/branches/{branch}/protection", {
    needs: "administration:read",
    kinds: [evidence.branchProtectionKind],
    why: "tells 'not protected' from 'may not be seen' where GraphQL is silent",
  }),
  get("repos.get-branch-rules", "/repos/{owner}/{repo}/rules/branches/{branch}", {
    needs: "metadata:read",
    kinds: [evidence.branchProtectionKind],
    why: "rules of the enterprise too, which GraphQL leaves out; asked where there may be an enterprise",
  }),
  get("repos.list-webhooks", "/repos/{owner}/{repo}/hooks", {
    needs: "repository_hooks:read",
    kinds: [evidence.webhookKind],
    why: "where events of a repository are sent",
  }),
  get("repos.list-deploy-keys", "/repos/{owner}/{repo}/keys", {
    needs: "administration:read",
    kinds: [evidence.deployKeyKind],
    why: "keys with access to one repository; asked where GraphQL counts any",
  }),
  get("repos.list-environments", "/repos/{owner}/{repo}/environments", {
    needs: "actions:read",
    kinds: [evidence.environmentKind],
    why: "who must approve a deployment, and from which branch; asked where GraphQL counts any",
  }),
  get("actions.get-repo-permissions", "/repos/{owner}/{repo}/actions/permissions", {
    needs: "administration:read",
    kinds: [evidence.actionsRepositoryKind],
    why: "which actions the repository may run, where the organization leaves it the choice",
  }),
  get("actions.get-repo-workflow-permissions", "/repos/{owner}/{repo}/actions/permissions/workflow", {
    needs: "administration:read",
    kinds: [evidence.actionsRepositoryKind],
    why: "what a workflow's token may do, where the organization leaves it the choice",
  }),
  get("code-scanning.get-default-setup", "/repos/{owner}/{repo}/code-scanning/default-setup", {
    needs: "administration:read",
    kinds: [evidence.repositorySecurityKind],
    why: "whether code is scanned; not asked where an enforced configuration says so",
  }),
  get("repos.get-private-vulnerability-reporting", "/repos/{owner}/{repo}/private-vulnerability-reporting", {
    needs: "metadata:read",
    kinds: [evidence.repositorySecurityKind],
    why: "whether strangers can report weaknesses privately; public repositories only",
  }),
];
