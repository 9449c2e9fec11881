import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-fork-workflows-get-no-secrets",
  version: 1,
  title: "Workflows for private forks get no secrets and no write token",
  rationale: "Whoever may fork may change the workflow, and print what it holds.",
  severity: "medium",
  over: actionsOrganizationKind,
  params: z.object({}),
  remediation: "Turn off running workflows from fork pull requests, or sending write tokens and secrets to them.",
  expected: () =>
    "workflows of forks of private repositories do not run, or run without secrets and without a token that writes",
  test(record) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    const fork = stated(record, "fork_pr_workflows_private_repos");
    if (fork.run_workflows_from_fork_pull_requests === false) return pass("workflows of private forks do not run");
    const sent = [
      ...(fork.send_write_tokens_to_workflows === true ? ["a token that writes"] : []),
      ...(fork.send_secrets_and_variables === true ? ["secrets"] : []),
    ];
    const runs = known(fork.run_workflows_from_fork_pull_requests, "run_workflows_from_fork_pull_requests");
    if (runs && sent.length > 0) return fail(`workflows of private forks run and get ${sent.join(" and ")}`);
    known(fork.send_write_tokens_to_workflows, "send_write_tokens_to_workflows");
    known(fork.send_secrets_and_variables, "send_secrets_and_variables");
    return pass("workflows of private forks run without secrets, with a token that reads");
  },
  examples: [
    {
      name: "they do not run",
      record: actions({ fork_pr_workflows_private_repos: { run_workflows_from_fork_pull_requests: false } }),
      outcome: "pass",
    },
    {
      name: "they run with nothing",
      record: actions({
        fork_pr_workflows_private_repos: {
          run_workflows_from_fork_pull_requests: true,
          send_write_tokens_to_workflows: false,
          send_secrets_and_variables: false,
        },
      }),
      outcome: "pass",
    },
    {
      name: "they get secrets",
      record: actions({
        fork_pr_workflows_private_repos: {
          run_workflows_from_fork_pull_requests: true,
          send_write_tokens_to_workflows: false,
          send_secrets_and_variables: true,
        },
      }),
      outcome: "fail",
    },
    {
      name: "they get a token that writes",
      record: actions({
        fork_pr_workflows_private_repos: {
          run_workflows_from_fork_pull_requests: true,
          send_write_tokens_to_workflows: true,
        },
      }),
      outcome: "fail",
    },
    {
      name: "one part not stated",
      record: actions({
        fork_pr_workflows_private_repos: {
          run_workflows_from_fork_pull_requests: true,
          send_write_tokens_to_workflows: false,
        },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    { name: "not stated", record: actions(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
