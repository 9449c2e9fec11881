import { repository } from "../../../../src/sandbox/github/builders.ts";
import type { World } from "../../world.ts";
import { name, organisationWith, PROTECTED, world } from "./build.ts";

/** Plans without a feature, features that are off, and calls that are denied. */
export const refusals: readonly World[] = [
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
