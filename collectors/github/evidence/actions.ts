import { defineKind } from "#sdk";
import * as z from "zod";
import { count, text, unseen, visibility, yesNo } from "./shapes.ts";

const SelectedActions = z.looseObject({
  github_owned_allowed: yesNo,
  verified_allowed: yesNo,
  patterns_allowed: z.array(z.string()).optional(),
});

export const ActionsOrganization = z.looseObject({
  ...unseen,
  login: z.string(),
  /** `all`, `none` or `selected`. */
  enabled_repositories: text,
  /** `all`, `local_only` or `selected`; absent when no repository may run Actions. */
  allowed_actions: text,
  sha_pinning_required: yesNo,
  /** Only when allowed_actions is `selected`. */
  selected_actions: SelectedActions.nullable().optional(),
  /** `read` or `write`. */
  default_workflow_permissions: text,
  can_approve_pull_request_reviews: yesNo,
  /** `first_time_contributors_new_to_github`, `first_time_contributors` or `all_external_contributors`. */
  fork_pr_contributor_approval: text,
  fork_pr_workflows_private_repos: z
    .looseObject({
      run_workflows_from_fork_pull_requests: yesNo,
      send_write_tokens_to_workflows: yesNo,
      send_secrets_and_variables: yesNo,
      require_approval_for_fork_pr_workflows: yesNo,
    })
    .nullable()
    .optional(),
  /** Repositories that may register runners of their own: `all`, `none` or `selected`. */
  self_hosted_runners: text,
  artifact_and_log_retention_days: count,
});
export type ActionsOrganization = z.infer<typeof ActionsOrganization>;
export const actionsOrganizationKind = defineKind({
  id: "github.actions-organization",
  version: 1,
  title: "Actions policy of the organization: what may run, with which token",
  schema: ActionsOrganization,
  key: (record) => record.login,
  sensitivity: "internal",
  personalData: false,
  population: "The organization's policy by GET /orgs/{org}/actions/permissions and the settings below it.",
  singleton: true,
});

export const ActionsRepository = z.looseObject({
  ...unseen,
  full_name: z.string(),
  archived: z.boolean(),
  visibility,
  enabled: yesNo,
  allowed_actions: text,
  sha_pinning_required: yesNo,
  default_workflow_permissions: text,
  can_approve_pull_request_reviews: yesNo,
  /** `organization`: the organization's restrictive policy leaves the repository no choice, and was taken over. */
  permissions_from: z.enum(["repository", "organization"]).nullable().optional(),
  workflow_permissions_from: z.enum(["repository", "organization"]).nullable().optional(),
});
export type ActionsRepository = z.infer<typeof ActionsRepository>;
export const actionsRepositoryKind = defineKind({
  id: "github.actions-repository",
  version: 1,
  title: "Actions policy and token permissions of a repository",
  schema: ActionsRepository,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: false,
  population: "One for each repository that is not archived, by GET /repos/{owner}/{repo}/actions/permissions.",
});

export const Runner = z.looseObject({
  id: z.number(),
  name: z.string(),
  os: text,
  /** `online` or `offline`. */
  status: text,
  ephemeral: yesNo,
  labels: z.array(z.string()).optional(),
});
export type Runner = z.infer<typeof Runner>;
export const runnerKind = defineKind({
  id: "github.runner",
  version: 1,
  title: "Self-hosted runner of the organization",
  schema: Runner,
  key: (record) => `${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "All runners that the organization registered, by GET /orgs/{org}/actions/runners; count by total_count.",
});

export const Environment = z.looseObject({
  full_name: z.string(),
  name: z.string(),
  visibility,
  protection_rules: z.array(
    z.looseObject({ type: z.string(), wait_timer: count, prevent_self_review: yesNo, reviewers: count }),
  ),
  /** `protected` branches only, `custom` patterns, or `any` branch; absent = not observed. */
  deployment_branches: z.enum(["protected", "custom", "any"]).nullable().optional(),
  can_admins_bypass: yesNo,
});
export type Environment = z.infer<typeof Environment>;
export const environmentKind = defineKind({
  id: "github.environment",
  version: 1,
  title: "Deployment environment with its protection rules",
  schema: Environment,
  key: (record) => `${record.full_name}:${record.name}`,
  sensitivity: "internal",
  personalData: false,
  population: "All environments of repositories that are not archived, by GET /repos/{owner}/{repo}/environments.",
});
