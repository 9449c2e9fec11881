import { defineKind } from "#sdk";
import * as z from "zod";
import { count, text, unseen, visibility, yesNo } from "./shapes.ts";

export const RepositorySecurity = z.looseObject({
  ...unseen,
  full_name: z.string(),
  archived: z.boolean(),
  visibility,
  fork: z.boolean(),
  is_empty: yesNo,
  /** Dependabot alerts. */
  dependabot_alerts_enabled: yesNo,
  dependabot_security_updates_enabled: yesNo,
  advanced_security_enabled: yesNo,
  code_security_enabled: yesNo,
  secret_scanning_enabled: yesNo,
  secret_scanning_push_protection_enabled: yesNo,
  secret_scanning_non_provider_patterns_enabled: yesNo,
  secret_scanning_validity_checks_enabled: yesNo,
  /** Features that the present block left out: not available for this repository. */
  not_available: z.array(z.string()).optional(),
  /** Only public repositories have it. */
  private_vulnerability_reporting_enabled: yesNo,
  code_scanning_default_setup: z
    .looseObject({
      /** `configured`, `not-configured`, or `not-available` (403: code security is not enabled or not licensed). */
      state: z.enum(["configured", "not-configured", "not-available"]),
      languages: z.array(z.string()).optional(),
      query_suite: text,
      schedule: text,
    })
    .nullable()
    .optional(),
  /** Tools with an open alert: says that advanced setup or another scanner reports, when default setup is off. */
  code_scanning_tools_seen: z.array(z.string()).optional(),
  /** The configuration attached, or `none`. Absent = not observed. */
  code_security_configuration: z
    .union([z.literal("none"), z.looseObject({ id: z.number(), name: z.string(), enforcement: text, status: text })])
    .nullable()
    .optional(),
});
export type RepositorySecurity = z.infer<typeof RepositorySecurity>;
export const repositorySecurityKind = defineKind({
  id: "github.repository-security",
  version: 1,
  title: "Security features of a repository: Dependabot, secret scanning, code scanning, private reporting",
  schema: RepositorySecurity,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: false,
  population: "One for each repository; count by GraphQL repositories.totalCount.",
});

export const CodeSecurityConfiguration = z.looseObject({
  id: z.number(),
  name: z.string(),
  /** `global`, `organization` or `enterprise`. */
  target_type: text,
  /** `enforced` or `unenforced`. */
  enforcement: text,
  advanced_security: text,
  dependency_graph: text,
  dependabot_alerts: text,
  dependabot_security_updates: text,
  code_scanning_default_setup: text,
  secret_scanning: text,
  secret_scanning_push_protection: text,
  secret_scanning_validity_checks: text,
  secret_scanning_non_provider_patterns: text,
  private_vulnerability_reporting: text,
  /** `all`, `none`, `private_and_internal`, `public`. */
  default_for_new_repos: text,
  attached_repositories: count,
});
export type CodeSecurityConfiguration = z.infer<typeof CodeSecurityConfiguration>;
export const codeSecurityConfigurationKind = defineKind({
  id: "github.code-security-configuration",
  version: 1,
  title: "Code security configuration with features, enforcement and reach",
  schema: CodeSecurityConfiguration,
  key: (record) => `${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "All configurations by GET /orgs/{org}/code-security/configurations, defaults and attached repositories.",
});
