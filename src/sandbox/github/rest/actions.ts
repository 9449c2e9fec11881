import * as shape from "../shapes.ts";
import { administered, ADMINISTRATION, GithubError, list, type Route, route } from "./call.ts";

export const actionsRoutes: readonly Route[] = [
  route("actions.get-org-permissions", "/orgs/{org}/actions/permissions", ADMINISTRATION, (call) =>
    administered(call, () => ({ body: call.organisation.actions })),
  ),
  route(
    "actions.get-org-selected-actions",
    "/orgs/{org}/actions/permissions/selected-actions",
    ADMINISTRATION,
    (call) =>
      administered(call, () => {
        if (call.organisation.actions["allowed_actions"] !== "selected") throw new GithubError(409, "Conflict");
        return { body: call.organisation.selectedActions };
      }),
  ),
  route("actions.get-org-workflow-permissions", "/orgs/{org}/actions/permissions/workflow", ADMINISTRATION, (call) =>
    administered(call, () => ({ body: call.organisation.workflow })),
  ),
  route(
    "actions.get-org-fork-pr-approval",
    "/orgs/{org}/actions/permissions/fork-pr-contributor-approval",
    ADMINISTRATION,
    (call) => administered(call, () => ({ body: { approval_policy: call.organisation.forkApproval } })),
  ),
  route(
    "actions.get-org-fork-pr-private",
    "/orgs/{org}/actions/permissions/fork-pr-workflows-private-repos",
    ADMINISTRATION,
    (call) => administered(call, () => ({ body: call.organisation.forkPrivate })),
  ),
  route(
    "actions.get-org-self-hosted-runners",
    "/orgs/{org}/actions/permissions/self-hosted-runners",
    ADMINISTRATION,
    (call) => administered(call, () => ({ body: { enabled_repositories: call.organisation.selfHosted } })),
  ),
  route(
    "actions.get-org-retention",
    "/orgs/{org}/actions/permissions/artifact-and-log-retention",
    ADMINISTRATION,
    (call) =>
      administered(call, () => ({ body: { days: call.organisation.retentionDays, maximum_allowed_days: 400 } })),
  ),
  route("actions.list-org-runners", "/orgs/{org}/actions/runners", "organization_self_hosted_runners=read", (call) =>
    administered(call, () => list(call.organisation.runners.map(shape.runner), "runners")),
  ),
];
