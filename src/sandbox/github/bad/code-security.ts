import type { GithubOrganisation } from "../model.ts";

export function badCodeSecurity(
  at: (days: number) => string,
): Pick<GithubOrganisation, "configurations" | "dependabotAlerts" | "secretAlerts" | "codeAlerts"> {
  return {
    configurations: [
      {
        id: 18,
        name: "Nothing",
        target_type: "organization",
        enforcement: "unenforced",
        advanced_security: "disabled",
        dependency_graph: "disabled",
        dependabot_alerts: "disabled",
        dependabot_security_updates: "disabled",
        code_scanning_default_setup: "disabled",
        secret_scanning: "disabled",
        secret_scanning_push_protection: "disabled",
        secret_scanning_validity_checks: "disabled",
        secret_scanning_non_provider_patterns: "disabled",
        private_vulnerability_reporting: "disabled",
        defaultFor: "none",
      },
    ],
    dependabotAlerts: [
      {
        number: 1,
        repository: "legacy-billing",
        state: "open",
        severity: "critical",
        package: "log4j",
        created_at: at(600),
        dismissed: null,
      },
      {
        number: 2,
        repository: "legacy-billing",
        state: "dismissed",
        severity: "critical",
        package: "openssl",
        created_at: at(500),
        dismissed: "tolerable_risk",
      },
    ],
    secretAlerts: [
      {
        number: 1,
        repository: "legacy-billing",
        state: "open",
        resolution: null,
        created_at: at(300),
        resolved_at: null,
        validity: "active",
        bypassed: true,
        leaked: true,
      },
      {
        number: 2,
        repository: "legacy-billing",
        state: "resolved",
        resolution: "wont_fix",
        created_at: at(300),
        resolved_at: at(200),
        validity: "active",
        bypassed: false,
      },
      {
        number: 3,
        repository: "legacy-billing",
        state: "open",
        resolution: null,
        created_at: at(20),
        resolved_at: null,
        validity: "unknown",
        bypassed: true,
      },
    ],
    codeAlerts: [
      { number: 1, repository: "legacy-billing", severity: "critical", rule: "js/sql-injection", created_at: at(400) },
    ],
  };
}
