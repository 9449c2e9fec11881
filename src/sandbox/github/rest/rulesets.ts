import type { GithubOrganisation, Repository, Ruleset, Settings } from "../model.ts";

/** Rulesets of every level that stand over a repository. */
export function rulesetsOf(organisation: GithubOrganisation, repository: Repository): readonly Ruleset[] {
  return [...organisation.rulesets, ...repository.rulesets];
}

export function activeRulesets(organisation: GithubOrganisation, repository: Repository): readonly Ruleset[] {
  return rulesetsOf(organisation, repository).filter(
    ({ enforcement, target }) => enforcement === "ACTIVE" && target === "BRANCH",
  );
}

export function sourceName(organisation: GithubOrganisation, repository: Repository, { level }: Ruleset): string {
  if (level === "Organization") return organisation.login;
  return level === "Repository" ? `${organisation.login}/${repository.name}` : "meridian-group";
}

/** REST writes parameters in snake_case, and wants some that GraphQL's selection leaves out. */
export function restParameters(type: string, parameters: Settings): unknown {
  if (type === "CODE_SCANNING") {
    const tools = parameters["codeScanningTools"];
    return {
      code_scanning_tools: (Array.isArray(tools) ? tools : []).map((tool: Settings) => ({
        tool: tool["tool"],
        alerts_threshold: String(tool["alertsThreshold"]).toLowerCase(),
        security_alerts_threshold: String(tool["securityAlertsThreshold"]).toLowerCase(),
      })),
    };
  }
  return snake(parameters);
}

function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snake(inner),
    ]),
  );
}
