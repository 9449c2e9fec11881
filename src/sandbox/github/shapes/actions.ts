import type { GithubOrganisation, Repository, Settings } from "../model.ts";
import { API, nodeId, WEB } from "./addresses.ts";
import { user } from "./people.ts";

export function environment(organisation: GithubOrganisation, repository: Repository, entry: Settings): Settings {
  const id = Number(entry["id"]);
  const name = String(entry["name"]);
  const reviewers = Number(entry["reviewers"]);
  const url = `${API}/repos/${organisation.login}/${repository.name}/environments/${name}`;
  const branches = entry["branches"];
  return {
    id,
    node_id: nodeId("EN", id),
    name,
    url,
    html_url: `${WEB}/${organisation.login}/${repository.name}/deployments/activity_log?environments_filter=${name}`,
    created_at: "2025-01-02T03:04:05Z",
    updated_at: "2025-01-02T03:04:05Z",
    can_admins_bypass: entry["can_admins_bypass"],
    protection_rules: [
      ...(reviewers > 0
        ? [
            {
              id: id + 1,
              node_id: nodeId("GA", id + 1),
              type: "required_reviewers",
              prevent_self_review: entry["prevent_self_review"],
              reviewers: Array.from({ length: reviewers }, () => ({ type: "User", reviewer: user("ines-halvorsen") })),
            },
          ]
        : []),
      ...(branches === "any" ? [] : [{ id: id + 2, node_id: nodeId("GA", id + 2), type: "branch_policy" }]),
    ],
    deployment_branch_policy:
      branches === "any"
        ? null
        : { protected_branches: branches === "protected", custom_branch_policies: branches === "custom" },
  };
}

export function runner(entry: Settings): Settings {
  const labels = Array.isArray(entry["labels"]) ? entry["labels"] : [];
  return {
    runner_group_id: 1,
    ...entry,
    labels: labels.map((name, index) => ({ id: index + 1, name, type: "custom" })),
  };
}
