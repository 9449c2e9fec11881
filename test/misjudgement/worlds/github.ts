import { expect } from "vitest";
import type { FaultRule } from "../../../src/sandbox/faults.ts";
import { commitOf, pull, repository, ruleset, STRICT_PROTECTION } from "../../../src/sandbox/github/builders.ts";
import { goodGithub } from "../../../src/sandbox/github/good.ts";
import { type GithubSandboxOptions, startGithubSandbox } from "../../../src/sandbox/github/index.ts";
import type { GithubOrganisation, Repository, Rule, Ruleset } from "../../../src/sandbox/github/model.ts";
import { listed } from "../../../src/sandbox/organisation/population.ts";
import { githubConnection } from "../../support/connection-run.ts";
import { clock, judged, type State, type World } from "../world.ts";

const ORGANISATION = "meridian-freight";
const name = (repo: string): string => `${ORGANISATION}/${repo}`;
const PROTECTED = "github-default-branch-is-protected";

/** A good organisation with these repositories and no rulesets of its own. */
function organisationWith(
  repositories: readonly Repository[],
  more: Partial<GithubOrganisation> = {},
): GithubOrganisation {
  return {
    ...goodGithub({ asOf: clock.now() }),
    rulesets: [],
    dependabotAlerts: [],
    secretAlerts: [],
    codeAlerts: [],
    repositories: listed(repositories),
    ...more,
  };
}

const own = (label: string, rules: readonly Rule[], more: Partial<Ruleset> = {}): Ruleset =>
  ruleset(label, { level: "Repository", rules, ...more });

const LINEAR: Rule = { type: "REQUIRED_LINEAR_HISTORY" };
const DELETION: Rule = { type: "DELETION" };
const pullRequestRule = (approvals: number): Rule => ({
  type: "PULL_REQUEST",
  parameters: {
    requiredApprovingReviewCount: approvals,
    dismissStaleReviewsOnPush: false,
    requireCodeOwnerReview: false,
    requireLastPushApproval: false,
    requiredReviewThreadResolution: false,
  },
});

interface Options extends Pick<GithubSandboxOptions, "size" | "faults"> {
  readonly who?: "app" | "owner" | "member";
  readonly config?: Readonly<Record<string, unknown>>;
}

function world(
  title: string,
  organisation: GithubOrganisation | "meridian",
  states: readonly State[],
  { who = "owner", config = {}, ...options }: Options = {},
  also: World["also"] = [],
): World {
  return {
    name: `GitHub, ${title}`,
    open: async () => {
      const sandbox = await startGithubSandbox({ organisation, clock, ...options });
      return { connection: githubConnection(sandbox, who, config), close: () => sandbox.close() };
    },
    states,
    also,
  };
}

const unreviewed = pull(9, "amara-okafor", []);

const states: readonly State[] = [
  {
    case: "GH-04",
    state: "active ruleset holds only required_linear_history",
    check: PROTECTED,
    subject: name("linear-only"),
    outcome: "fail",
    observed: /linear history/,
  },
  {
    case: "GH-04",
    state: "what it holds is in force",
    check: "github-default-branch-requires-linear-history",
    subject: name("linear-only"),
    outcome: "pass",
  },
  {
    case: "GH-06",
    state: "404 'Branch not protected' (an administrator asks)",
    check: PROTECTED,
    subject: name("bare"),
    outcome: "fail",
  },
  ...[PROTECTED, "github-default-branch-requires-review", "github-repository-has-codeowners"].map((check): State => ({
    case: "GH-13",
    state: "archived repository",
    check,
    subject: name("frozen"),
    outcome: "not-applicable",
    observed: /archived/,
  })),
  ...["root", "dotGithub", "docs", "inherited"].map((place): State => ({
    case: "GH-14",
    state: `SECURITY.md: ${place}`,
    check: "github-repository-has-security-policy",
    subject: name(`policy-${place}`),
    outcome: "pass",
  })),
  {
    state: "a ruleset that is only evaluated",
    check: PROTECTED,
    subject: name("evaluated"),
    outcome: "fail",
  },
  {
    state: "a ruleset that is switched off",
    check: PROTECTED,
    subject: name("switched-off"),
    outcome: "fail",
  },
  { state: "a ruleset about tags", check: PROTECTED, subject: name("tags-only"), outcome: "fail" },
  {
    state: "a pull request is required, an approval is not",
    check: "github-default-branch-requires-review",
    subject: name("zero-approvals"),
    outcome: "fail",
  },
  {
    state: "a pull request is required, an approval is not",
    check: "github-default-branch-requires-pull-request",
    subject: name("zero-approvals"),
    outcome: "pass",
  },
  {
    state: "administrators may pass classic protection by",
    check: "github-default-branch-rules-bind-administrators",
    subject: name("not-for-administrators"),
    outcome: "fail",
  },
  { state: "an empty repository", check: PROTECTED, subject: name("nothing-yet"), outcome: "not-applicable" },
  {
    state: "a commit in more pull requests than an answer holds, none of them merged",
    check: "github-default-branch-commit-came-through-pull-request",
    subject: new RegExp(`^${name("backported")}@`),
    outcome: "undetermined",
  },
  {
    state: "GitHub could not verify a signature",
    check: "github-default-branch-commit-is-signed",
    subject: new RegExp(`^${name("unverifiable")}@`),
    outcome: "undetermined",
    reason: "provider-error",
  },
  {
    state: "merged by its author without anybody's review",
    check: "github-merged-pull-request-has-other-reviewer",
    subject: `${name("busy")}#9`,
    outcome: "fail",
  },
  {
    state: "Dependabot is off everywhere: no alert is not no weakness",
    check: "github-dependabot-alert-is-fixed-in-time",
    subject: "*",
    outcome: "undetermined",
    reason: "disabled",
  },
];

const off = { dependabotAlerts: false };

const repositories: readonly Repository[] = [
  repository("linear-only", { ...off, rulesets: [own("history", [LINEAR])] }),
  repository("bare", off),
  repository("frozen", { ...off, archived: true }),
  ...(["root", "dotGithub", "docs"] as const).map((securityPolicy) =>
    repository(`policy-${securityPolicy}`, { ...off, visibility: "public", securityPolicy }),
  ),
  repository("policy-inherited", { ...off, visibility: "public", securityPolicy: null }),
  repository("evaluated", { ...off, rulesets: [own("dry", [pullRequestRule(2)], { enforcement: "EVALUATE" })] }),
  repository("switched-off", { ...off, rulesets: [own("off", [pullRequestRule(2)], { enforcement: "DISABLED" })] }),
  repository("tags-only", { ...off, rulesets: [own("tags", [DELETION], { target: "TAG", include: ["~ALL"] })] }),
  repository("zero-approvals", { ...off, rulesets: [own("request", [pullRequestRule(0)])] }),
  repository("not-for-administrators", { ...off, protection: { ...STRICT_PROTECTION, isAdminEnforced: false } }),
  repository("nothing-yet", { ...off, empty: true }),
  repository("backported", {
    ...off,
    commits: [{ author: "amara-okafor", daysAgo: 2, pull: null, alsoIn: 4, signature: "VALID" }],
  }),
  repository("unverifiable", {
    ...off,
    commits: [{ author: "amara-okafor", daysAgo: 2, pull: null, signature: "GPGVERIFY_UNAVAILABLE" }],
  }),
  repository("busy", { ...off, pulls: [unreviewed], commits: [commitOf(unreviewed)] }),
];

const good = goodGithub({ asOf: clock.now() });
const { is_verified: _verified, ...unverified } = good.settings;

/** An organisation whose own settings say nothing to the one who asks. */
const forMembers: readonly State[] = [
  {
    case: "GH-07",
    state: "two_factor_requirement_enabled = null (caller not owner)",
    check: "github-organization-requires-two-factor",
    subject: ORGANISATION,
    outcome: "undetermined",
    reason: "denied",
  },
  {
    case: "GH-06",
    state: "404 'Not Found' (no admin right)",
    check: PROTECTED,
    subject: name("bare"),
    outcome: "undetermined",
    reason: "denied",
  },
  {
    case: "GH-09",
    state: "is_verified unknown",
    check: "github-organization-domain-is-verified",
    subject: ORGANISATION,
    outcome: "undetermined",
  },
  ...["github-organization-uses-single-sign-on", "github-organization-limits-addresses"].map((check): State => ({
    state: "what GraphQL answers null or DISABLED to who may not see it",
    check,
    subject: ORGANISATION,
    outcome: "undetermined",
    reason: "denied",
  })),
  {
    state: "security_and_analysis is left out for who is no administrator",
    check: "github-repository-secret-scanning-is-on",
    subject: name("bare"),
    outcome: "undetermined",
    reason: "denied",
  },
  {
    state: "hasVulnerabilityAlertsEnabled is false to who may not see it",
    check: "github-repository-dependabot-alerts-are-on",
    subject: name("bare"),
    outcome: "undetermined",
  },
  {
    state: "second factors are shown to owners only",
    check: "github-member-has-two-factor",
    subject: "amara-okafor",
    outcome: "undetermined",
  },
];

const MANY = 250;
const many = organisationWith(
  Array.from({ length: MANY }, (_, place) => repository(`service-${String(place + 1).padStart(3, "0")}`)),
);
const SECOND_PAGE: FaultRule = { operation: "github:repos.list-for-org", page: "later", fault: { kind: "deny" } };
/** The third batch of 25 repositories and everything after it meets a limit, as GitHub answers it. */
const LIMIT: FaultRule = {
  operation: "github:graphql.RepositoryBatch",
  from: 3,
  fault: { kind: "throttle", retryAfterSeconds: 120 },
};

export const githubWorlds: readonly World[] = [
  world("as an owner sees it", organisationWith(repositories, { sharedSecurityPolicy: "docs" }), states),
  world(
    "without a shared .github repository",
    organisationWith([repository("policy-nowhere", { visibility: "public", securityPolicy: null })], {
      sharedSecurityPolicy: null,
    }),
    [
      {
        state: "SECURITY.md nowhere",
        check: "github-repository-has-security-policy",
        subject: name("policy-nowhere"),
        outcome: "fail",
      },
      {
        state: "no alert where every feature is on",
        check: "github-dependabot-alert-is-fixed-in-time",
        subject: "*",
        outcome: "not-applicable",
      },
    ],
  ),
  world(
    "as a member sees it who is no owner",
    organisationWith([repository("bare")], { settings: unverified }),
    forMembers,
    {
      who: "member",
    },
  ),
  world(
    "as an App sees it",
    organisationWith([repository("ruled")], { rulesets: [ruleset("everything")] }),
    [
      {
        case: "GH-02",
        state: "ruleset read with a read-only token: bypass_actors absent",
        check: "github-default-branch-rules-bind-administrators",
        subject: name("ruled"),
        outcome: "undetermined",
        reason: "denied",
      },
      {
        case: "GH-02",
        state: "the ruleset's own bypass list",
        check: "github-ruleset-has-no-standing-bypass",
        subject: /^Organization:meridian-freight:/,
        outcome: "undetermined",
      },
      {
        state: "its rules are known all the same",
        check: "github-default-branch-requires-pull-request",
        subject: name("ruled"),
        outcome: "pass",
      },
    ],
    { who: "app" },
  ),
  world(
    "a personal account",
    organisationWith([repository("bare")]),
    [
      {
        case: "GH-09",
        state: "owner is a personal account",
        check: "github-organization-requires-two-factor",
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
        observed: /personal account/,
      },
      {
        case: "GH-09",
        state: "nor are its repositories judged by half",
        check: PROTECTED,
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
      },
    ],
    { config: { organizations: ["amara-okafor"] } },
  ),
  world(
    "250 repositories and a token that names no organization's list",
    many,
    [
      {
        case: "GH-10",
        state: "the last of 250 repositories is judged as the first",
        check: PROTECTED,
        subject: name("service-250"),
        outcome: "fail",
      },
    ],
    {},
    [
      [
        "GH-10: 250 judged, and nothing left open",
        (run) => {
          expect(judged(run, PROTECTED)).toHaveLength(MANY);
          expect(run.results.filter(({ subject }) => subject === "*")).toEqual([]);
        },
      ],
    ],
  ),
  world(
    "250 repositories, the second page of them refused",
    many,
    [
      {
        case: "GH-10",
        state: "100 of 250 repositories are seen",
        check: PROTECTED,
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
        observed: /^100 records were seen, the rest was not/,
      },
    ],
    { faults: [SECOND_PAGE] },
    [["GH-10: 100 judged", (run) => expect(judged(run, PROTECTED)).toHaveLength(100)]],
  ),
  world(
    "a secondary rate limit in mid-run that the run does not wait for",
    many,
    [
      {
        case: "GH-12",
        state: "secondary rate limit: the rest is undetermined",
        check: PROTECTED,
        subject: "*",
        outcome: "undetermined",
        reason: "rate-limited",
        observed: /50 repositories had been read/,
      },
    ],
    { faults: [LIMIT] },
    [["GH-12: what was read before stands", (run) => expect(judged(run, PROTECTED)).toHaveLength(50)]],
  ),
  world(
    "a secondary rate limit in mid-run that ends",
    many,
    [{ case: "GH-12", state: "resumed", check: PROTECTED, subject: name("service-250"), outcome: "fail" }],
    { faults: [{ ...LIMIT, count: 1 }], config: { waitForReset: "PT1H" } },
    [
      [
        "GH-12: nothing is missing after it",
        (run) => {
          expect(judged(run, PROTECTED)).toHaveLength(MANY);
          expect(run.results.filter(({ outcome }) => outcome === "undetermined")).toEqual([]);
        },
      ],
    ],
  ),
  world(
    "a plan without protection of private repositories",
    organisationWith([repository("bare")]),
    [
      {
        state: "403 Upgrade to GitHub Pro: nothing protects the branch, and nothing can",
        check: PROTECTED,
        subject: name("bare"),
        outcome: "fail",
      },
    ],
    {
      who: "app",
      faults: [
        {
          operation: "github:repos.get-branch-protection",
          fault: {
            kind: "error",
            status: 403,
            code: "Forbidden",
            message: "Upgrade to GitHub Pro or make this repository public to enable this feature.",
          },
        },
      ],
    },
  ),
  world(
    "features that are off, as GitHub says it of each",
    organisationWith([repository("bare")]),
    [
      {
        state: "404 Secret scanning is disabled on this repository: no alert is not no secret",
        check: "github-secret-alert-is-resolved-in-time",
        subject: "*",
        outcome: "undetermined",
        reason: "disabled",
      },
      {
        state: "503 of code scanning",
        check: "github-code-alert-is-fixed-in-time",
        subject: "*",
        outcome: "undetermined",
        reason: "provider-error",
      },
      {
        state: "no audit log on this plan",
        check: "github-audit-event-names-its-actor",
        subject: "*",
        outcome: "undetermined",
      },
      {
        state: "422: who is no owner may not filter by second factor",
        check: "github-member-two-factor-is-strong",
        subject: "amara-okafor",
        outcome: "undetermined",
      },
    ],
    {
      faults: [
        {
          operation: "github:secret-scanning.list-org-alerts",
          fault: {
            kind: "error",
            status: 404,
            code: "Not Found",
            message: "Secret scanning is disabled on this repository.",
          },
        },
        { operation: "github:code-scanning.list-org-alerts", fault: { kind: "server-error", status: 503 } },
        { operation: "github:orgs.get-audit-log", fault: { kind: "error", status: 404, code: "Not Found" } },
        {
          operation: "github:orgs.list-members-2fa-insecure",
          fault: { kind: "error", status: 422, code: "Validation Failed", message: "Only owners can use this filter." },
        },
      ],
    },
  ),
  world(
    "GraphQL fields that are refused one by one",
    organisationWith([repository("bare")]),
    [
      {
        state: "the whole batch is refused",
        check: "github-repository-has-codeowners",
        subject: name("bare"),
        outcome: "undetermined",
        reason: "denied",
      },
      {
        state: "rulesets cannot be seen: none that binds is ruled out",
        check: "github-ruleset-is-enforced",
        subject: "*",
        outcome: "undetermined",
        reason: "denied",
      },
    ],
    { faults: [{ operation: "github:graphql.RepositoryBatch", fault: { kind: "deny" } }] },
  ),
];
