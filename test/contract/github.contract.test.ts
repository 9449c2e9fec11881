import { fixedClock } from "#core";
import { collect } from "../../collectors/github/collector.ts";
import {
  actionsOrganizationKind,
  memberKind,
  organizationKind,
  repositoryKind,
  branchProtectionKind,
  repositorySecurityKind,
} from "../../collectors/github/evidence.ts";
import { github } from "../../collectors/github/index.ts";
import { GITHUB_PRESETS, startGithubSandbox } from "../../src/sandbox/github/index.ts";
import { collectorContract, type CollectorHarness } from "./collector-contract.ts";
import { sandboxFaults } from "./sandbox-faults.ts";

const clock = fixedClock("2026-11-20T12:00:00.000Z");

/** Operations that go wrong in one run: none in a row keeps another of the row from being asked. */
const TOGETHER: readonly (readonly string[])[] = [
  [
    "github:graphql.OrganizationFacts",
    "github:orgs.immutable-releases",
    "github:graphql.OrganizationMembers",
    "github:orgs.list-outside-collaborators",
    "github:orgs.list-pending-invitations",
    "github:orgs.list-failed-invitations",
    "github:graphql.OrganizationTeams",
    "github:orgs.list-roles",
    "github:orgs.list-installations",
    "github:orgs.list-pat-grants",
    "github:orgs.list-pat-requests",
    "github:orgs.list-credential-authorizations",
    "github:actions.list-org-secrets",
    "github:dependabot.list-org-secrets",
    "github:actions.get-org-permissions",
    "github:actions.get-org-workflow-permissions",
    "github:actions.get-org-fork-pr-approval",
    "github:actions.get-org-fork-pr-private",
    "github:actions.get-org-self-hosted-runners",
    "github:actions.get-org-retention",
    "github:actions.list-org-runners",
    "github:orgs.list-webhooks",
    "github:code-security.list-configurations",
    "github:dependabot.list-org-alerts",
    "github:secret-scanning.list-org-alerts",
    "github:code-scanning.list-org-alerts",
    "github:orgs.get-audit-log",
    "github:graphql.RepositoryBatch",
    "github:repos.get-branch-rules",
    "github:repos.list-webhooks",
    "github:repos.list-deploy-keys",
    "github:repos.list-environments",
    "github:actions.get-repo-permissions",
    "github:actions.get-repo-workflow-permissions",
    "github:code-scanning.get-default-setup",
    "github:repos.get-private-vulnerability-reporting",
  ],
  [
    "github:graphql.ExternalIdentities",
    "github:orgs.list-role-users",
    "github:orgs.list-role-teams",
    "github:actions.get-org-selected-actions",
    "github:code-security.list-defaults",
    "github:code-security.list-repositories",
    "github:repos.get-branch-protection",
  ],
  ["github:repos.list-for-org"],
];

/** Meridian Freight as a GitHub App sees it. */
const harness: CollectorHarness = {
  collector: { ...github, collect: (ctx) => collect(ctx, async () => undefined) },
  clock,
  async start(organisation) {
    const sandbox = await startGithubSandbox({
      // With the plan that has an audit log: without it the log is unseen, not empty.
      organisation:
        organisation === "empty" ? { ...GITHUB_PRESETS.empty({ asOf: clock.now() }), plan: "enterprise" } : "meridian",
      clock,
      ...(organisation === "pages" ? { size: { repositories: 103, members: 110, alerts: 110 } } : {}),
    });
    return {
      config: {
        organizations: ["meridian-freight"],
        baseUrl: sandbox.url,
        auth: { type: "app", ...sandbox.app },
      },
      env: {},
      secrets: [sandbox.app.privateKey, "sandbox-installation-", ...sandbox.canaries],
      fault: sandboxFaults(sandbox, "Not Found"),
      calls: () => sandbox.calls(),
      close: () => sandbox.close(),
    };
  },
  signIn: "github:apps.create-installation-access-token",
  // GitHub answers "Bad credentials" to a token that has ended as to one that never was.
  tellsExpiryAtSignIn: false,
  renewsCredentials: true,
  list: {
    operation: "github:repos.list-for-org",
    kinds: [repositoryKind, branchProtectionKind, repositorySecurityKind],
    requiredField: "full_name",
  },
  refusable: TOGETHER,
  bodies: TOGETHER,
  onDemand: [],
  alwaysThere: [organizationKind, memberKind, actionsOrganizationKind],
};

collectorContract(harness);
