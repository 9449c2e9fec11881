import type { GithubOrganisation, Settings } from "../model.ts";

export const BAD_ACTIONS: Settings = { enabled: true, allowed_actions: "all", sha_pinning_required: false };
export const BAD_WORKFLOW: Settings = { default_workflow_permissions: "write", can_approve_pull_request_reviews: true };

export function badActions(): Pick<
  GithubOrganisation,
  | "actions"
  | "selectedActions"
  | "workflow"
  | "forkApproval"
  | "forkPrivate"
  | "selfHosted"
  | "retentionDays"
  | "runners"
> {
  return {
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
  };
}
