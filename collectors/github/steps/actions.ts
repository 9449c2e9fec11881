import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { ending, gap, population, record } from "../emit.ts";
import { actionsOrganizationKind, runnerKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { pick } from "./credentials.ts";

const POLICY = "github:actions.get-org-permissions";

/** What the organization leaves its repositories no choice about. */
export interface ActionsPolicy {
  /** `local_only` or `selected`: a repository cannot widen it. Undefined: it has the choice, or nothing is known. */
  readonly allowed: Json | undefined;
  /** Read-only tokens and no approvals: a repository cannot widen it. */
  readonly workflow: Json | undefined;
}

export async function* actionsOrganization(
  { scope, client, organization }: OrganizationSession,
  policy: { value: ActionsPolicy },
): AsyncGenerator<Emission> {
  const base = "GET /orgs/{org}/actions/permissions";
  const parameters = { org: organization };
  const own = await client.object(POLICY, base, parameters, ["enabled_repositories"]);
  const kind = actionsOrganizationKind;
  const not_observed: Json[] = [];
  const gaps: Emission[] = [];
  const ask = async (operation: string, path: string, requires: readonly string[], members: readonly string[]) => {
    const answer = await client.object(operation, `${base}/${path}`, parameters, requires);
    if (answer.ok) return answer.value;
    const { reason, detail } = answer.problem;
    not_observed.push({ members, operation, reason, detail });
    gaps.push(gap(scope, kind, operation, answer.problem, `${organization} (${members.join(", ")})`));
    return undefined;
  };
  if (!own.ok) {
    const { reason, detail } = own.problem;
    const members = ["enabled_repositories", "allowed_actions", "sha_pinning_required"];
    not_observed.push({ members, operation: POLICY, reason, detail });
    gaps.push(gap(scope, kind, POLICY, own.problem, `${organization} (${members.join(", ")})`));
  }
  const selected =
    own.ok && own.value["allowed_actions"] === "selected"
      ? await ask(
          "github:actions.get-org-selected-actions",
          "selected-actions",
          ["github_owned_allowed"],
          ["selected_actions"],
        )
      : undefined;
  const workflow = await ask(
    "github:actions.get-org-workflow-permissions",
    "workflow",
    ["default_workflow_permissions", "can_approve_pull_request_reviews"],
    ["default_workflow_permissions", "can_approve_pull_request_reviews"],
  );
  const approval = await ask(
    "github:actions.get-org-fork-pr-approval",
    "fork-pr-contributor-approval",
    ["approval_policy"],
    ["fork_pr_contributor_approval"],
  );
  const forks = await ask(
    "github:actions.get-org-fork-pr-private",
    "fork-pr-workflows-private-repos",
    ["run_workflows_from_fork_pull_requests"],
    ["fork_pr_workflows_private_repos"],
  );
  const runners = await ask(
    "github:actions.get-org-self-hosted-runners",
    "self-hosted-runners",
    ["enabled_repositories"],
    ["self_hosted_runners"],
  );
  const retention = await ask(
    "github:actions.get-org-retention",
    "artifact-and-log-retention",
    ["days"],
    ["artifact_and_log_retention_days"],
  );
  policy.value = policyOf(own.ok ? own.value : undefined, workflow);
  yield record(scope, kind, {
    login: organization,
    ...(own.ok ? pick(own.value, ["enabled_repositories", "allowed_actions", "sha_pinning_required"]) : {}),
    ...(selected === undefined
      ? {}
      : { selected_actions: pick(selected, ["github_owned_allowed", "verified_allowed", "patterns_allowed"]) }),
    ...(workflow === undefined
      ? {}
      : pick(workflow, ["default_workflow_permissions", "can_approve_pull_request_reviews"])),
    ...(approval === undefined ? {} : { fork_pr_contributor_approval: approval["approval_policy"] }),
    ...(forks === undefined ? {} : { fork_pr_workflows_private_repos: forks }),
    ...(runners === undefined ? {} : { self_hosted_runners: runners["enabled_repositories"] }),
    ...(retention === undefined ? {} : { artifact_and_log_retention_days: retention["days"] }),
    ...(not_observed.length === 0 ? {} : { not_observed }),
  });
  yield* gaps;
  yield population(scope, kind, gaps.length === 0);
}

/**
 * The restrictive choices of an organization are greyed out in its repositories, so that asking each of them would tell
 * the same (github.md §2).
 */
function policyOf(own: Json | undefined, workflow: Json | undefined): ActionsPolicy {
  const decided = own?.["enabled_repositories"] === "none" || own?.["allowed_actions"] === "local_only";
  const restricted =
    workflow?.["default_workflow_permissions"] === "read" && workflow["can_approve_pull_request_reviews"] === false;
  return {
    allowed: decided
      ? {
          enabled: own["enabled_repositories"] !== "none",
          ...pick(own, ["allowed_actions", "sha_pinning_required"]),
          permissions_from: "organization",
        }
      : undefined,
    workflow: restricted
      ? {
          default_workflow_permissions: "read",
          can_approve_pull_request_reviews: false,
          workflow_permissions_from: "organization",
        }
      : undefined,
  };
}

export async function* runners({ scope, client, organization }: OrganizationSession): AsyncGenerator<Emission> {
  const operation = "github:actions.list-org-runners";
  const source = client.pages(operation, "GET /orgs/{org}/actions/runners", { org: organization }, "runners");
  let total: number | undefined;
  for (;;) {
    const step = await source.next();
    if (step.done === true)
      return yield* ending(scope, runnerKind, operation, step.value, { reported: total, reportedBy: operation });
    total = step.value.total ?? total;
    for (const item of step.value.items) {
      const labels = item["labels"];
      yield record(scope, runnerKind, {
        ...pick(item, ["id", "name", "os", "status", "ephemeral"]),
        ...(Array.isArray(labels) ? { labels: labels.filter(isJson).map(({ name }) => String(name)) } : {}),
      });
    }
  }
}
