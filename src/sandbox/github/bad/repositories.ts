import {
  commitOf,
  deployKey,
  environment,
  features,
  hook,
  LAX_PROTECTION,
  pull,
  repository,
  ruleset,
} from "../builders.ts";
import type { Repository, Settings } from "../model.ts";
import { BAD_ACTIONS, BAD_WORKFLOW } from "./actions.ts";

const BAD_SETUP: Settings = {
  state: "not-configured",
  languages: ["javascript-typescript"],
  query_suite: "default",
  schedule: null,
};

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
