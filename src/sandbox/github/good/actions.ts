import type { GithubOrganisation } from "../model.ts";

export function goodActions(): Pick<
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
    actions: { enabled_repositories: "selected", allowed_actions: "selected", sha_pinning_required: true },
    selectedActions: { github_owned_allowed: true, verified_allowed: false, patterns_allowed: ["meridian-freight/*"] },
    workflow: { default_workflow_permissions: "read", can_approve_pull_request_reviews: false },
    forkApproval: "all_external_contributors",
    forkPrivate: {
      run_workflows_from_fork_pull_requests: false,
      send_write_tokens_to_workflows: false,
      send_secrets_and_variables: false,
      require_approval_for_fork_pr_workflows: true,
    },
    selfHosted: "none",
    retentionDays: 400,
    runners: [
      {
        id: 31,
        name: "yard-runner-1",
        os: "linux",
        status: "online",
        busy: false,
        ephemeral: true,
        labels: ["self-hosted", "yard"],
      },
    ],
  };
}
