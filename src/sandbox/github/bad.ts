import { listed } from "../organisation/population.ts";
import {
  ago,
  commitOf,
  deployKey,
  environment,
  features,
  hook,
  LAX_PROTECTION,
  person,
  pull,
  repository,
  ruleset,
} from "./builders.ts";
import { goodGithub } from "./good.ts";
import type { GithubOrganisation, GithubPresetOptions, Repository, Settings } from "./model.ts";

const BAD_SETUP: Settings = {
  state: "not-configured",
  languages: ["javascript-typescript"],
  query_suite: "default",
  schedule: null,
};
const BAD_ACTIONS: Settings = { enabled: true, allowed_actions: "all", sha_pinning_required: false };
const BAD_WORKFLOW: Settings = { default_workflow_permissions: "write", can_approve_pull_request_reviews: true };

const OWNERS = [
  "shared-admin",
  "former-employee",
  "second-admin",
  "third-admin",
  "fourth-admin",
  "fifth-admin",
  "sixth-admin",
] as const;

/** Everything off that can be off. */
export function neglected(name: string, more: Partial<Repository> = {}): Repository {
  return repository(name, {
    securityPolicy: null,
    codeowners: null,
    properties: {},
    topics: [],
    description: "",
    security: features("disabled"),
    dependabotAlerts: false,
    defaultSetup: BAD_SETUP,
    privateReporting: false,
    configuration: null,
    actions: BAD_ACTIONS,
    workflow: BAD_WORKFLOW,
    ...more,
  });
}

export function badRepositories(): readonly Repository[] {
  const selfMerged = pull(1, "former-employee", [], { mergedBy: "former-employee", daysAgo: 4, checks: "FAILURE" });
  const approvedByNobody = pull(2, "shared-admin", [], { daysAgo: 8, checks: null });
  return [
    neglected("legacy-billing", {
      visibility: "public",
      pushedDaysAgo: 800,
      hooks: [
        hook(551, "http://hooks.example.net/T000/B000/canary-hook-path", {
          config: {
            url: "http://hooks.example.net/T000/B000/canary-hook-path",
            content_type: "form",
            insecure_ssl: "1",
          },
          events: ["*"],
        }),
      ],
      keys: [
        deployKey(651, "old server", {
          read_only: false,
          verified: false,
          createdDaysAgo: 1500,
          usedDaysAgo: null,
          added_by: "former-employee",
        }),
      ],
      environments: [
        environment(751, "production", {
          reviewers: 0,
          prevent_self_review: false,
          branches: "any",
          can_admins_bypass: true,
        }),
      ],
      outside: [{ login: "unknown-helper", permission: "ADMIN" }],
      direct: [{ login: "former-employee", permission: "ADMIN" }],
      pulls: [selfMerged, approvedByNobody],
      commits: [
        commitOf(selfMerged, { signature: "NONE" }),
        { author: "former-employee", daysAgo: 2, pull: null, signature: "UNSIGNED" },
      ],
    }),
    neglected("scratch", {
      fork: true,
      protection: LAX_PROTECTION,
      codeowners: "root",
      codeownersErrors: 2,
      settings: { allow_forking: true },
      environments: [environment(752, "live", { prevent_self_review: false })],
    }),
    neglected("half-guarded", {
      configuration: 18,
      rulesets: [
        ruleset("only history", { level: "Repository", rules: [{ type: "REQUIRED_LINEAR_HISTORY" }] }),
        ruleset("dry run", { level: "Repository", enforcement: "EVALUATE" }),
        ruleset("open door", {
          level: "Repository",
          rules: [{ type: "DELETION" }],
          bypass: [
            { bypassMode: "ALWAYS", organizationAdmin: true, deployKey: false, repositoryRoleName: null, actor: null },
          ],
        }),
      ],
    }),
  ];
}

/** Meridian Freight as nobody should keep it. */
export function badGithub(options: GithubPresetOptions): GithubOrganisation {
  const good = goodGithub(options);
  const at = (days: number): string => ago(options.asOf, days);
  const flipped = Object.fromEntries(
    Object.entries(good.settings).map(([name, value]) => [name, typeof value === "boolean" ? !value : value]),
  );
  return {
    ...good,
    settings: {
      ...flipped,
      default_repository_permission: "admin",
      members_allowed_repository_creation_type: "all",
      members_can_view_dependency_insights: false,
    },
    verifiedDomains: [],
    ipAllowList: false,
    notificationRestriction: false,
    saml: null,
    immutableReleases: "none",
    sharedSecurityPolicy: null,
    members: [
      ...OWNERS.map((login, index) => ({
        ...person("Someone", String(index)),
        login,
        name: "",
        email: "",
        role: "ADMIN" as const,
        twoFactor: false,
        insecureTwoFactor: true,
        linked: false,
      })),
      // A second factor, by a telephone number that anybody can take over.
      person("Sven", "Telefon", { twoFactor: true, insecureTwoFactor: true, linked: false }),
    ],
    outside: [{ ...person("Unknown", "Helper"), login: "unknown-helper", twoFactor: false, email: "" }],
    pending: [
      {
        id: 951,
        login: null,
        email: "somebody@example.net",
        role: "admin",
        created_at: at(400),
        inviter: "shared-admin",
      },
    ],
    failed: [
      {
        id: 952,
        login: null,
        email: "nobody@example.net",
        role: "admin",
        created_at: at(500),
        failed_at: at(490),
        failed_reason: "Invitation expired",
        inviter: "former-employee",
      },
    ],
    teams: [
      {
        slug: "everyone",
        id: 3101,
        description: "",
        privacy: "SECRET",
        members: OWNERS.map((login) => ({ login, role: "MEMBER" as const })),
        repositories: [
          { name: "legacy-billing", permission: "ADMIN" },
          { name: "scratch", permission: "ADMIN" },
        ],
      },
    ],
    roles: [
      {
        id: 7101,
        name: "do-everything",
        source: "Organization",
        base_role: "admin",
        permissions: ["write_organization_custom_org_role", "manage_organization_oauth_application_policy"],
        users: ["former-employee"],
        teams: ["everyone"],
      },
    ],
    installations: [
      {
        id: 8051,
        app_id: 99,
        app_slug: "forgotten-helper",
        permissions: {
          administration: "write",
          contents: "write",
          organization_administration: "write",
          members: "write",
        },
        repository_selection: "all",
        events: ["*"],
        created_at: at(1500),
        updated_at: at(1500),
        suspended_at: null,
      },
    ],
    tokens: [
      {
        id: 8151,
        owner: "former-employee",
        repository_selection: "all",
        permissions: {
          organization: { administration: "write" },
          repository: { contents: "write", administration: "write" },
        },
        access_granted_at: at(700),
        token_id: 92,
        token_name: "everything",
        token_expired: false,
        token_expires_at: null,
        token_last_used_at: at(600),
      },
      {
        id: 8153,
        owner: "gone-leaver",
        repository_selection: "subset",
        permissions: { organization: {}, repository: { contents: "read" } },
        access_granted_at: at(200),
        token_id: 94,
        token_name: "kept",
        token_expired: false,
        token_expires_at: at(-100),
        token_last_used_at: at(3),
      },
    ],
    tokenRequests: [
      {
        id: 8152,
        owner: "former-employee",
        reason: "because",
        repository_selection: "all",
        permissions: { organization: {}, repository: { contents: "write" } },
        created_at: at(400),
        token_id: 93,
        token_name: "more",
        token_expired: false,
        token_expires_at: null,
        token_last_used_at: null,
      },
    ],
    authorizations: [
      {
        login: "former-employee",
        credential_id: 161_999,
        credential_type: "personal access token",
        token_last_eight: "deadbeef",
        credential_authorized_at: at(900),
        credential_accessed_at: at(800),
        authorized_credential_expires_at: null,
        scopes: ["repo", "admin:org", "delete_repo"],
      },
      {
        login: "gone-leaver",
        credential_id: 162_000,
        credential_type: "SSH key",
        credential_authorized_at: at(400),
        credential_accessed_at: at(3),
      },
    ],
    actionsSecrets: [{ name: "PROD_ROOT_KEY", visibility: "all", created_at: at(1400), updated_at: at(1400) }],
    dependabotSecrets: [{ name: "OLD_REGISTRY", visibility: "all", created_at: at(1400), updated_at: at(1400) }],
    actions: { enabled_repositories: "all", allowed_actions: "all", sha_pinning_required: false },
    selectedActions: { github_owned_allowed: true, verified_allowed: true, patterns_allowed: ["*"] },
    workflow: BAD_WORKFLOW,
    forkApproval: "first_time_contributors_new_to_github",
    forkPrivate: {
      run_workflows_from_fork_pull_requests: true,
      send_write_tokens_to_workflows: true,
      send_secrets_and_variables: true,
      require_approval_for_fork_pr_workflows: false,
    },
    selfHosted: "all",
    retentionDays: 1,
    runners: [
      {
        id: 32,
        name: "desk-pc",
        os: "windows",
        status: "offline",
        busy: false,
        ephemeral: false,
        labels: ["self-hosted"],
      },
    ],
    hooks: [
      {
        id: 451,
        active: true,
        events: ["*"],
        config: { url: "http://collector.example.net/canary-org-hook", content_type: "form", insecure_ssl: "1" },
      },
    ],
    configurations: [
      {
        id: 18,
        name: "Nothing",
        target_type: "organization",
        enforcement: "unenforced",
        advanced_security: "disabled",
        dependency_graph: "disabled",
        dependabot_alerts: "disabled",
        dependabot_security_updates: "disabled",
        code_scanning_default_setup: "disabled",
        secret_scanning: "disabled",
        secret_scanning_push_protection: "disabled",
        secret_scanning_validity_checks: "disabled",
        secret_scanning_non_provider_patterns: "disabled",
        private_vulnerability_reporting: "disabled",
        defaultFor: "none",
      },
    ],
    dependabotAlerts: [
      {
        number: 1,
        repository: "legacy-billing",
        state: "open",
        severity: "critical",
        package: "log4j",
        created_at: at(600),
        dismissed: null,
      },
      {
        number: 2,
        repository: "legacy-billing",
        state: "dismissed",
        severity: "critical",
        package: "openssl",
        created_at: at(500),
        dismissed: "tolerable_risk",
      },
    ],
    secretAlerts: [
      {
        number: 1,
        repository: "legacy-billing",
        state: "open",
        resolution: null,
        created_at: at(300),
        resolved_at: null,
        validity: "active",
        bypassed: true,
        leaked: true,
      },
      {
        number: 2,
        repository: "legacy-billing",
        state: "resolved",
        resolution: "wont_fix",
        created_at: at(300),
        resolved_at: at(200),
        validity: "active",
        bypassed: false,
      },
      {
        number: 3,
        repository: "legacy-billing",
        state: "open",
        resolution: null,
        created_at: at(20),
        resolved_at: null,
        validity: "unknown",
        bypassed: true,
      },
    ],
    codeAlerts: [
      { number: 1, repository: "legacy-billing", severity: "critical", rule: "js/sql-injection", created_at: at(400) },
    ],
    auditEvents: [
      {
        id: "evt-9",
        action: "protected_branch.policy_override",
        actor: "former-employee",
        user: null,
        repo: "meridian-freight/legacy-billing",
        operation_type: "modify",
        at: at(5),
      },
      {
        id: "evt-10",
        action: "org.disable_two_factor_requirement",
        actor: null,
        user: null,
        repo: null,
        operation_type: "modify",
        at: at(6),
      },
    ],
    rulesets: [],
    repositories: listed(badRepositories()),
  };
}
