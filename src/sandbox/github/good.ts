import { listed } from "../organisation/population.ts";
import { ago, deployKey, environment, hook, person, repository, ruleset, STRICT_PROTECTION, work } from "./builders.ts";
import type { GithubOrganisation, GithubPresetOptions, Repository, Settings } from "./model.ts";

const PEOPLE = ["amara-okafor", "bruno-keller", "ines-halvorsen", "farid-zaman"];

export const APP_PERMISSIONS: Settings = { contents: "read", metadata: "read", checks: "write" };

export function goodRepositories(): readonly Repository[] {
  return [
    repository("dispatch", {
      ...work(PEOPLE, 100, 8),
      hooks: [hook(501, "https://ci.example.com/hooks/dispatch")],
      keys: [deployKey(601, "release reader")],
      environments: [environment(701, "production")],
      outside: [{ login: "paula-contractor", permission: "READ" }],
    }),
    repository("tariff", { ...work(PEOPLE, 200, 4), securityPolicy: null, protection: STRICT_PROTECTION }),
    repository("manifest-api", {
      ...work(PEOPLE, 300, 3),
      visibility: "public",
      license: "Apache-2.0",
      securityPolicy: "docs",
      codeowners: "root",
    }),
    repository(".github", {
      visibility: "public",
      license: "CC0-1.0",
      description: "Shared files",
      ...work(PEOPLE, 400, 1),
    }),
    repository("old-yard", { archived: true, pushedDaysAgo: 900 }),
  ];
}

export function goodSettings(): Settings {
  return {
    is_verified: true,
    two_factor_requirement_enabled: true,
    default_repository_permission: "none",
    default_repository_branch: "main",
    members_can_create_repositories: false,
    members_can_create_public_repositories: false,
    members_can_create_private_repositories: false,
    members_can_create_internal_repositories: false,
    members_allowed_repository_creation_type: "none",
    members_can_create_pages: false,
    members_can_create_public_pages: false,
    members_can_create_private_pages: false,
    members_can_delete_repositories: false,
    members_can_change_repo_visibility: false,
    members_can_invite_outside_collaborators: false,
    members_can_delete_issues: false,
    members_can_create_teams: false,
    members_can_view_dependency_insights: true,
    members_can_fork_private_repositories: false,
    web_commit_signoff_required: true,
    deploy_keys_enabled_for_repositories: false,
    display_commenter_full_name_setting_enabled: true,
    readers_can_create_discussions: false,
    advanced_security_enabled_for_new_repositories: true,
    dependabot_alerts_enabled_for_new_repositories: true,
    dependabot_security_updates_enabled_for_new_repositories: true,
    dependency_graph_enabled_for_new_repositories: true,
    secret_scanning_enabled_for_new_repositories: true,
    secret_scanning_push_protection_enabled_for_new_repositories: true,
    secret_scanning_push_protection_custom_link_enabled: false,
    secret_scanning_push_protection_custom_link: null,
  };
}

/** Meridian Freight as it should be. */
export function goodGithub({ asOf }: GithubPresetOptions): GithubOrganisation {
  const at = (days: number): string => ago(asOf, days);
  return {
    login: "meridian-freight",
    id: 40_404_040,
    name: "Meridian Freight",
    asOf,
    settings: goodSettings(),
    plan: "enterprise",
    verifiedDomains: ["example.com"],
    ipAllowList: true,
    notificationRestriction: true,
    saml: {
      issuer: "https://sso.example.com/meridian",
      ssoUrl: "https://sso.example.com/meridian/saml",
      digestMethod: "http://www.w3.org/2001/04/xmlenc#sha256",
      signatureMethod: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    },
    immutableReleases: "all",
    sharedSecurityPolicy: "root",
    members: [
      person("Bruno", "Keller", { role: "ADMIN" }),
      person("Ines", "Halvorsen", { role: "ADMIN" }),
      person("Amara", "Okafor"),
      person("Farid", "Zaman"),
    ],
    outside: [person("Paula", "Contractor", { linked: false, email: "paula.contractor@example.org" })],
    pending: [
      { id: 901, login: "dana-novak", email: null, role: "direct_member", created_at: at(1), inviter: "bruno-keller" },
    ],
    failed: [],
    teams: [
      {
        slug: "platform",
        id: 3001,
        description: "Runs the platform",
        privacy: "VISIBLE",
        members: [
          { login: "ines-halvorsen", role: "MAINTAINER" },
          { login: "amara-okafor", role: "MEMBER" },
        ],
        repositories: [
          { name: "dispatch", permission: "WRITE" },
          { name: "tariff", permission: "WRITE" },
          { name: "manifest-api", permission: "WRITE" },
          { name: ".github", permission: "WRITE" },
        ],
      },
      {
        slug: "security",
        id: 3002,
        description: "Watches over it",
        privacy: "VISIBLE",
        members: [
          { login: "farid-zaman", role: "MAINTAINER" },
          { login: "ines-halvorsen", role: "MEMBER" },
        ],
        repositories: [
          { name: "dispatch", permission: "READ" },
          { name: "old-yard", permission: "READ" },
        ],
      },
    ],
    roles: [
      {
        id: 138,
        name: "all_repo_read",
        source: "Predefined",
        base_role: "read",
        permissions: [],
        users: [],
        teams: ["security"],
      },
      {
        id: 7001,
        name: "auditor",
        source: "Organization",
        base_role: null,
        permissions: ["read_audit_logs"],
        users: ["farid-zaman"],
        teams: [],
      },
    ],
    installations: [
      {
        id: 8001,
        app_id: 15_368,
        app_slug: "build-runner",
        permissions: APP_PERMISSIONS,
        repository_selection: "selected",
        events: ["push"],
        created_at: at(300),
        updated_at: at(30),
        suspended_at: null,
      },
    ],
    tokens: [
      {
        id: 8101,
        owner: "amara-okafor",
        repository_selection: "subset",
        permissions: { organization: {}, repository: { contents: "read", metadata: "read" } },
        access_granted_at: at(20),
        token_id: 91,
        token_name: "release notes",
        token_expired: false,
        token_expires_at: at(-40),
        token_last_used_at: at(1),
      },
    ],
    tokenRequests: [],
    authorizations: [
      {
        login: "amara-okafor",
        credential_id: 161_195,
        credential_type: "personal access token",
        token_last_eight: "71c3fc11",
        credential_authorized_at: at(20),
        credential_accessed_at: at(1),
        authorized_credential_expires_at: at(-40),
        scopes: ["repo"],
      },
    ],
    actionsSecrets: [{ name: "REGISTRY_PASSWORD", visibility: "selected", created_at: at(80), updated_at: at(30) }],
    dependabotSecrets: [],
    actions: { enabled_repositories: "selected", allowed_actions: "selected", sha_pinning_required: true },
    selectedActions: { github_owned_allowed: true, verified_allowed: false, patterns_allowed: ["meridian-freight/*"] },
    workflow: { default_workflow_permissions: "read", can_approve_pull_request_reviews: false },
    forkApproval: "all_external_contributors",
    forkPrivate: {
      run_workflows_from_fork_pull_requests: false,
      send_write_tokens_to_workflows: false,
      send_secrets_and_variables: false,
      require_approval_for_fork_pr_workflows: true,
    },
    selfHosted: "none",
    retentionDays: 400,
    runners: [
      {
        id: 31,
        name: "yard-runner-1",
        os: "linux",
        status: "online",
        busy: false,
        ephemeral: true,
        labels: ["self-hosted", "yard"],
      },
    ],
    hooks: [hook(401, "https://audit.example.com/github", { events: ["*"] })],
    configurations: [
      {
        id: 17,
        name: "Meridian baseline",
        target_type: "organization",
        enforcement: "enforced",
        advanced_security: "enabled",
        dependency_graph: "enabled",
        dependabot_alerts: "enabled",
        dependabot_security_updates: "enabled",
        code_scanning_default_setup: "enabled",
        secret_scanning: "enabled",
        secret_scanning_push_protection: "enabled",
        secret_scanning_validity_checks: "enabled",
        secret_scanning_non_provider_patterns: "enabled",
        private_vulnerability_reporting: "enabled",
        defaultFor: "all",
      },
    ],
    dependabotAlerts: [
      {
        number: 4,
        repository: "dispatch",
        state: "open",
        severity: "medium",
        package: "minimist",
        created_at: at(2),
        dismissed: null,
      },
    ],
    secretAlerts: [
      {
        number: 1,
        repository: "dispatch",
        state: "resolved",
        resolution: "revoked",
        created_at: at(40),
        resolved_at: at(39),
        validity: "inactive",
        bypassed: false,
      },
    ],
    codeAlerts: [
      { number: 2, repository: "dispatch", severity: "low", rule: "js/unused-local-variable", created_at: at(3) },
    ],
    auditEvents: [
      {
        id: "evt-1",
        action: "repo.create",
        actor: "bruno-keller",
        user: null,
        repo: "meridian-freight/dispatch",
        operation_type: "create",
        at: at(10),
      },
    ],
    rulesets: [ruleset("Default branches")],
    repositories: listed(goodRepositories()),
  };
}
