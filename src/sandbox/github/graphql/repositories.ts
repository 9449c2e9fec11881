import type { Repository, Settings } from "../model.ts";
import { activeRulesets, rulesetsOf } from "../rest.ts";
import { nodeId } from "../shapes.ts";
import { blob, type GraphqlCall, type GraphqlResult, repositoryOf } from "./call.ts";
import { history, pulls } from "./changes.ts";
import { ruleNode, rulesetNode, sourceNode } from "./rulesets.ts";

export function batch(call: GraphqlCall): GraphqlResult {
  const ids: readonly unknown[] = Array.isArray(call.variables["ids"]) ? call.variables["ids"] : [];
  const found = ids.map((id) => repositoryOf(call.organisation, id));
  const errors = found.flatMap((one, index) =>
    one === undefined
      ? [
          {
            type: "NOT_FOUND",
            path: ["nodes", index],
            message: `Could not resolve to a node with the global id of '${String(ids[index])}'`,
          },
        ]
      : [],
  );
  const nodes = found.map((one) => (one === undefined ? null : repositoryNode(call, one)));
  return { data: { nodes }, ...(errors.length === 0 ? {} : { errors }) };
}

function repositoryNode(call: GraphqlCall, repository: Repository): Settings {
  const { organisation, caller, variables } = call;
  const administers = caller === "owner";
  const { securityPolicy, codeowners, protection } = repository;
  const all = rulesetsOf(organisation, repository);
  const active = activeRulesets(organisation, repository).flatMap((ruleset) =>
    ruleset.rules.map((rule) => ({ rule, ruleset })),
  );
  return {
    id: nodeId("R", repository.id),
    databaseId: repository.id,
    nameWithOwner: `${organisation.login}/${repository.name}`,
    viewerCanAdminister: administers,
    isEmpty: repository.empty,
    isSecurityPolicyEnabled: securityPolicy !== null || organisation.sharedSecurityPolicy !== null,
    hasVulnerabilityAlertsEnabled: caller !== "member" && repository.dependabotAlerts,
    webCommitSignoffRequired: repository.settings["web_commit_signoff_required"] ?? true,
    forkingAllowed: false,
    deleteBranchOnMerge: true,
    mergeCommitAllowed: false,
    squashMergeAllowed: true,
    rebaseMergeAllowed: false,
    autoMergeAllowed: false,
    securityRoot: blob(securityPolicy === "root"),
    securityDotGithub: blob(securityPolicy === "dotGithub"),
    securityDocs: blob(securityPolicy === "docs"),
    ownersRoot: blob(codeowners === "root"),
    ownersDotGithub: blob(codeowners === "dotGithub"),
    ownersDocs: blob(codeowners === "docs"),
    codeowners:
      codeowners === null
        ? null
        : {
            errors: Array.from({ length: repository.codeownersErrors }, (_, index) => ({
              kind: "Unknown owner",
              path: "CODEOWNERS",
              line: index + 1,
            })),
          },
    rulesets: {
      totalCount: all.length,
      nodes: all.slice(0, 20).map((ruleset) => rulesetNode(call, repository, ruleset)),
    },
    defaultBranchRef: repository.empty
      ? null
      : {
          name: repository.defaultBranch,
          branchProtectionRule: caller === "member" ? null : protection,
          rules: {
            totalCount: active.length,
            nodes: active.slice(0, 50).map(({ rule, ruleset }) => ({
              ...ruleNode(rule.type, rule.parameters),
              repositoryRuleset: { databaseId: ruleset.id, source: sourceNode(call, repository, ruleset) },
            })),
          },
          target: { history: history(call, repository, 30, undefined, true) },
        },
    deployKeys: { totalCount: repository.keys.length },
    environments: { totalCount: repository.environments.length },
    collaborators: caller === "member" ? null : collaborators(repository.outside),
    direct: caller === "member" ? null : collaborators([...repository.outside, ...repository.direct]),
    pullRequests: pulls(call, repository, 20, variables["pulls"]),
  };
}

function collaborators(people: Repository["outside"]): Settings {
  return {
    totalCount: people.length,
    edges: people.slice(0, 50).map(({ login, permission }) => ({ permission, node: { login } })),
  };
}
