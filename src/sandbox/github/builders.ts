import type { Commit, Person, PullRequest, Repository, Rule, Ruleset, Settings } from "./model.ts";
import { hash32 } from "../organisation/random.ts";

export const DAY_MS = 86_400_000;

export function ago(asOf: Date, days: number): string {
  return `${new Date(asOf.getTime() - days * DAY_MS).toISOString().slice(0, 19)}Z`;
}

/** A stable number for a name, large enough to look like an id. */
export function idOf(text: string): number {
  return 1_000_000 + (hash32(text, 7) % 900_000_000);
}

/** `amara-okafor` for Amara Okafor <amara.okafor@example.com>: the same people as in the other platforms. */
export function person(first: string, last: string, more: Partial<Person> = {}): Person {
  const login = `${first}-${last}`.toLowerCase();
  return {
    login,
    id: idOf(`user/${login}`),
    name: `${first} ${last}`,
    email: `${first}.${last}@example.com`.toLowerCase(),
    role: "MEMBER",
    twoFactor: true,
    linked: true,
    ...more,
  };
}

export const PULL_REQUEST_RULE: Rule = {
  type: "PULL_REQUEST",
  parameters: {
    requiredApprovingReviewCount: 2,
    dismissStaleReviewsOnPush: true,
    requireCodeOwnerReview: true,
    requireLastPushApproval: true,
    requiredReviewThreadResolution: true,
  },
};
export const STATUS_RULE: Rule = {
  type: "REQUIRED_STATUS_CHECKS",
  parameters: {
    strictRequiredStatusChecksPolicy: true,
    requiredStatusChecks: [
      { context: "build", integrationId: 15368 },
      { context: "test", integrationId: 15368 },
    ],
  },
};

/** Everything that a default branch can be guarded by. */
export const ALL_RULES: readonly Rule[] = [
  PULL_REQUEST_RULE,
  STATUS_RULE,
  { type: "NON_FAST_FORWARD" },
  { type: "DELETION" },
  { type: "REQUIRED_SIGNATURES" },
  { type: "REQUIRED_LINEAR_HISTORY" },
  {
    type: "CODE_SCANNING",
    parameters: {
      codeScanningTools: [{ tool: "CodeQL", alertsThreshold: "ERRORS", securityAlertsThreshold: "HIGH_OR_HIGHER" }],
    },
  },
];

export function ruleset(name: string, more: Partial<Ruleset> = {}): Ruleset {
  return {
    id: idOf(`ruleset/${name}`),
    name,
    level: "Organization",
    target: "BRANCH",
    enforcement: "ACTIVE",
    include: ["~DEFAULT_BRANCH"],
    rules: ALL_RULES,
    bypass: [],
    ...more,
  };
}

/** Classic protection with everything on. */
export const STRICT_PROTECTION: Settings = {
  pattern: "main",
  isAdminEnforced: true,
  requiresApprovingReviews: true,
  requiredApprovingReviewCount: 2,
  dismissesStaleReviews: true,
  requiresCodeOwnerReviews: true,
  requireLastPushApproval: true,
  requiresStatusChecks: true,
  requiresStrictStatusChecks: true,
  requiredStatusCheckContexts: ["build", "test"],
  requiresCommitSignatures: true,
  requiresLinearHistory: true,
  requiresConversationResolution: true,
  requiresDeployments: false,
  requiredDeploymentEnvironments: [],
  allowsForcePushes: false,
  allowsDeletions: false,
  restrictsPushes: true,
  lockBranch: false,
  bypassPullRequestAllowances: { totalCount: 0 },
};

export const LAX_PROTECTION: Settings = {
  ...STRICT_PROTECTION,
  isAdminEnforced: false,
  requiresApprovingReviews: true,
  requiredApprovingReviewCount: 0,
  dismissesStaleReviews: false,
  requiresCodeOwnerReviews: false,
  requireLastPushApproval: false,
  requiresStatusChecks: false,
  requiresStrictStatusChecks: false,
  requiredStatusCheckContexts: [],
  requiresCommitSignatures: false,
  requiresLinearHistory: false,
  requiresConversationResolution: false,
  allowsForcePushes: true,
  allowsDeletions: true,
  restrictsPushes: false,
  bypassPullRequestAllowances: { totalCount: 2 },
};

const FEATURES = [
  "advanced_security",
  "code_security",
  "dependabot_security_updates",
  "secret_scanning",
  "secret_scanning_push_protection",
  "secret_scanning_non_provider_patterns",
  "secret_scanning_validity_checks",
];

export function features(status: "enabled" | "disabled"): Settings {
  return Object.fromEntries(FEATURES.map((feature) => [feature, status]));
}

export function pull(
  number: number,
  author: string | null,
  approvers: readonly string[],
  more: Partial<PullRequest> = {},
): PullRequest {
  return {
    number,
    title: `Change ${number}`,
    author,
    mergedBy: approvers[0] ?? author,
    approvers,
    daysAgo: number % 60,
    checks: "SUCCESS",
    ...more,
  };
}

/** A commit that its pull request brought, signed. */
export function commitOf(request: PullRequest, more: Partial<Commit> = {}): Commit {
  return { author: request.author, daysAgo: request.daysAgo, pull: request.number, signature: "VALID", ...more };
}

/** A repository in good order; what differs is named. */
export function repository(name: string, more: Partial<Repository> = {}): Repository {
  return {
    name,
    id: idOf(`repository/${name}`),
    description: `The ${name} service`,
    visibility: "private",
    archived: false,
    fork: false,
    empty: false,
    defaultBranch: "main",
    topics: ["freight"],
    createdDaysAgo: 700,
    pushedDaysAgo: 3,
    license: null,
    properties: { classification: "internal", owner: "platform" },
    securityPolicy: "root",
    codeowners: "dotGithub",
    codeownersErrors: 0,
    protection: null,
    rulesets: [],
    settings: {},
    security: features("enabled"),
    dependabotAlerts: true,
    defaultSetup: {
      state: "configured",
      languages: ["javascript-typescript"],
      query_suite: "extended",
      schedule: "weekly",
    },
    privateReporting: true,
    configuration: 17,
    actions: { enabled: true, allowed_actions: "selected", sha_pinning_required: true },
    workflow: { default_workflow_permissions: "read", can_approve_pull_request_reviews: false },
    hooks: [],
    keys: [],
    environments: [],
    outside: [],
    direct: [],
    pulls: [],
    commits: [],
    ...more,
  };
}

/** Some ordinary work: reviewed, checked, signed. */
export function work(people: readonly string[], from: number, count: number): Pick<Repository, "pulls" | "commits"> {
  const pulls = Array.from({ length: count }, (_, index) => {
    const author = people[index % people.length] ?? null;
    const reviewer = people[(index + 1) % people.length] ?? "";
    return pull(from + index, author, [reviewer], { daysAgo: 1 + ((index * 5) % 60) });
  });
  return { pulls, commits: pulls.map((request) => commitOf(request)) };
}

export function hook(id: number, url: string, more: Settings = {}): Settings {
  return {
    id,
    active: true,
    events: ["push"],
    config: { url, content_type: "json", insecure_ssl: "0", secret: "********" },
    ...more,
  };
}

export function deployKey(id: number, title: string, more: Settings = {}): Settings {
  return {
    id,
    title,
    read_only: true,
    verified: true,
    enabled: true,
    createdDaysAgo: 60,
    usedDaysAgo: 2,
    added_by: "bruno-keller",
    ...more,
  };
}

export function environment(id: number, name: string, more: Settings = {}): Settings {
  return {
    id,
    name,
    reviewers: 1,
    prevent_self_review: true,
    wait: 0,
    branches: "protected",
    can_admins_bypass: false,
    ...more,
  };
}
