import { repository, ruleset } from "../../../../src/sandbox/github/builders.ts";
import { goodGithub } from "../../../../src/sandbox/github/good.ts";
import { clock, type State, type World } from "../../world.ts";
import { name, ORGANISATION, organisationWith, PROTECTED, world } from "./build.ts";

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

/** What is hidden from those who may see less than an owner. */
export const callers: readonly World[] = [
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
];
