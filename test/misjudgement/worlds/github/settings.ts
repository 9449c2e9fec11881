import { commitOf, pull, repository, ruleset, STRICT_PROTECTION } from "../../../../src/sandbox/github/builders.ts";
import type { Repository, Rule, Ruleset } from "../../../../src/sandbox/github/model.ts";
import type { State, World } from "../../world.ts";
import { name, organisationWith, PROTECTED, world } from "./build.ts";

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

/** What repositories state of themselves, seen whole. */
export const settings: readonly World[] = [
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
];
