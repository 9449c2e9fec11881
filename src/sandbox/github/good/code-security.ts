import type { GithubOrganisation } from "../model.ts";

export function goodCodeSecurity(
  at: (days: number) => string,
): Pick<GithubOrganisation, "configurations" | "dependabotAlerts" | "secretAlerts" | "codeAlerts"> {
  return {
    configurations: [
      {
        id: 17,
        name: "Meridian baseline",
        target_type: "organization",
        enforcement: "enforced",
        advanced_security: "enabled",
        dependency_graph: "enabled",
        dependabot_alerts: "enabled",
        dependabot_security_updates: "enabled",
        code_scanning_default_setup: "enabled",
        secret_scanning: "enabled",
        secret_scanning_push_protection: "enabled",
        secret_scanning_validity_checks: "enabled",
        secret_scanning_non_provider_patterns: "enabled",
        private_vulnerability_reporting: "enabled",
        defaultFor: "all",
      },
    ],
    dependabotAlerts: [
      {
        number: 4,
        repository: "dispatch",
        state: "open",
        severity: "medium",
        package: "minimist",
        created_at: at(2),
        dismissed: null,
      },
      {
        number: 61,
        repository: "dispatch",
        state: "dismissed",
        severity: "low",
        package: "left-pad",
        created_at: at(9),
        dismissed: "not_used",
        comment: "the function is never called; looked at by two people",
      },
    ],
    secretAlerts: [
      {
        number: 1,
        repository: "dispatch",
        state: "resolved",
        resolution: "revoked",
        created_at: at(40),
        resolved_at: at(39),
        validity: "inactive",
        bypassed: false,
      },
      {
        number: 61,
        repository: "dispatch",
        state: "open",
        resolution: null,
        created_at: at(0.2),
        resolved_at: null,
        validity: "unknown",
        bypassed: false,
      },
    ],
    codeAlerts: [
      { number: 2, repository: "dispatch", severity: "low", rule: "js/unused-local-variable", created_at: at(3) },
      { number: 61, repository: "dispatch", severity: "high", rule: "js/path-injection", created_at: at(1) },
    ],
  };
}
