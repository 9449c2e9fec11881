import type { Repository, Ruleset, Settings } from "../model.ts";
import { sourceName } from "../rest.ts";
import type { GraphqlCall } from "./call.ts";

const PARAMETERS: Readonly<Record<string, string>> = {
  PULL_REQUEST: "PullRequestParameters",
  REQUIRED_STATUS_CHECKS: "RequiredStatusChecksParameters",
  CODE_SCANNING: "CodeScanningParameters",
  REQUIRED_DEPLOYMENTS: "RequiredDeploymentsParameters",
};

export function ruleNode(type: string, parameters: Settings | undefined): Settings {
  const __typename = PARAMETERS[type];
  return {
    type,
    parameters: parameters === undefined || __typename === undefined ? null : { __typename, ...parameters },
  };
}

export function sourceNode({ organisation }: GraphqlCall, repository: Repository, ruleset: Ruleset): Settings {
  const name = sourceName(organisation, repository, ruleset);
  if (ruleset.level === "Organization") return { __typename: "Organization", login: name };
  return ruleset.level === "Repository"
    ? { __typename: "Repository", nameWithOwner: name }
    : { __typename: "Enterprise" };
}

export function rulesetNode(call: GraphqlCall, repository: Repository, ruleset: Ruleset): Settings {
  return {
    databaseId: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    enforcement: ruleset.enforcement,
    source: sourceNode(call, repository, ruleset),
    conditions: { refName: { include: ruleset.include, exclude: [] } },
    rules: {
      totalCount: ruleset.rules.length,
      nodes: ruleset.rules.slice(0, 30).map(({ type, parameters }) => ruleNode(type, parameters)),
    },
    // Shown to who may edit the ruleset (GH-02).
    bypassActors:
      call.caller === "owner" ? { totalCount: ruleset.bypass.length, nodes: ruleset.bypass.slice(0, 20) } : null,
  };
}
