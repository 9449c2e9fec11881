import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { gap, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { actionsRepositoryKind, deployKeyKind, environmentKind, webhookKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { pick } from "./credentials.ts";
import { each } from "./people.ts";
import type { RepositoryContext, RepositoryReading } from "./repository-context.ts";
import { webhookRecord } from "./webhooks.ts";

export async function* repositoryWebhooks(
  { scope, client, organization }: OrganizationSession,
  { full_name, name }: RepositoryReading,
): AsyncGenerator<Emission> {
  const operation = "github:repos.list-webhooks";
  const source = client.pages(operation, "GET /repos/{owner}/{repo}/hooks", { owner: organization, repo: name });
  const problem = yield* each(source, (hook) =>
    record(scope, webhookKind, webhookRecord(hook, full_name, "repository")),
  );
  if (problem !== undefined) yield gap(scope, webhookKind, operation, problem, full_name);
}

export async function* deployKeys(
  { scope, client, organization }: OrganizationSession,
  reading: RepositoryReading,
): AsyncGenerator<Emission> {
  if (countOf(reading, "deployKeys") === 0) return;
  const operation = "github:repos.list-deploy-keys";
  const { full_name, name } = reading;
  const source = client.pages(operation, "GET /repos/{owner}/{repo}/keys", { owner: organization, repo: name });
  const problem = yield* each(source, (key) =>
    record(scope, deployKeyKind, {
      full_name,
      ...pick(key, ["id", "title", "read_only", "verified", "enabled", "created_at", "last_used"]),
      // A list that has the member says "never used" by null; one without it says nothing.
      ...("last_used" in key ? { last_used_observed: true } : {}),
      added_by: key["added_by"] ?? null,
    }),
  );
  if (problem !== undefined) yield gap(scope, deployKeyKind, operation, problem, full_name);
}

export async function* environments(
  { scope, client, organization }: OrganizationSession,
  reading: RepositoryReading,
): AsyncGenerator<Emission> {
  if (countOf(reading, "environments") === 0) return;
  const operation = "github:repos.list-environments";
  const { full_name, name, visibility } = reading;
  const source = client.pages(
    operation,
    "GET /repos/{owner}/{repo}/environments",
    { owner: organization, repo: name },
    "environments",
  );
  const problem = yield* each(source, (environment) => {
    const rules = environment["protection_rules"];
    return record(scope, environmentKind, {
      full_name,
      name: environment["name"],
      visibility,
      protection_rules: Array.isArray(rules) ? rules.filter(isJson).map(ruleOf) : [],
      deployment_branches: branchesOf(environment["deployment_branch_policy"]),
      can_admins_bypass: environment["can_admins_bypass"] ?? null,
    });
  });
  if (problem !== undefined) yield gap(scope, environmentKind, operation, problem, full_name);
}

function ruleOf(rule: Json): Json {
  return {
    ...pick(rule, ["type", "wait_timer", "prevent_self_review"]),
    ...(Array.isArray(rule["reviewers"]) ? { reviewers: rule["reviewers"].length } : {}),
  };
}

/** Null is GitHub's word for "any branch may deploy"; an absent member is no word at all. */
function branchesOf(policy: unknown): string | null {
  if (policy === null) return "any";
  if (!isJson(policy)) return null;
  return policy["protected_branches"] === true ? "protected" : "custom";
}

export async function* actionsRepository(
  { session, around }: RepositoryContext,
  reading: RepositoryReading,
): AsyncGenerator<Emission> {
  const { scope, client, organization } = session;
  const { full_name, name, archived, visibility } = reading;
  const parameters = { owner: organization, repo: name };
  const gaps: Emission[] = [];
  const not_observed: Json[] = [];
  const note = (operation: string, members: readonly string[], { reason, detail, ...rest }: Problem): void => {
    not_observed.push({ members, operation, reason, detail });
    gaps.push(
      gap(scope, actionsRepositoryKind, operation, { reason, detail, ...rest }, `${full_name} (${members.join(", ")})`),
    );
  };
  let permissions = around.actions.allowed;
  if (permissions === undefined) {
    const operation = "github:actions.get-repo-permissions";
    const answer = await client.object(operation, "GET /repos/{owner}/{repo}/actions/permissions", parameters, [
      "enabled",
    ]);
    if (answer.ok)
      permissions = {
        ...pick(answer.value, ["enabled", "allowed_actions", "sha_pinning_required"]),
        permissions_from: "repository",
      };
    else note(operation, ["enabled", "allowed_actions", "sha_pinning_required"], answer.problem);
  }
  let workflow = around.actions.workflow;
  // Where Actions are off there is no token to limit.
  if (workflow === undefined && permissions?.["enabled"] !== false) {
    const operation = "github:actions.get-repo-workflow-permissions";
    const members = ["default_workflow_permissions", "can_approve_pull_request_reviews"];
    const answer = await client.object(
      operation,
      "GET /repos/{owner}/{repo}/actions/permissions/workflow",
      parameters,
      members,
    );
    if (answer.ok) workflow = { ...pick(answer.value, members), workflow_permissions_from: "repository" };
    else note(operation, members, answer.problem);
  }
  yield record(scope, actionsRepositoryKind, {
    full_name,
    archived,
    visibility,
    ...permissions,
    ...workflow,
    ...(not_observed.length === 0 ? {} : { not_observed }),
  });
  yield* gaps;
}

/** GraphQL's count; undefined = not observed, and then the list itself is asked. */
function countOf({ node, missing }: RepositoryReading, field: string): number | undefined {
  const connection = node?.[field];
  if (missing(field) !== undefined || !isJson(connection)) return undefined;
  return typeof connection["totalCount"] === "number" ? connection["totalCount"] : undefined;
}
