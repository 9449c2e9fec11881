import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, text, yesNo } from "./shapes.ts";

const alertState = z.string();

export const DependabotAlert = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  /** `open`, or `dismissed` by a person. */
  state: alertState,
  /** `low`, `medium`, `high` or `critical`. */
  severity: z.string(),
  package: text,
  ecosystem: text,
  /** `runtime` or `development`. */
  scope: text,
  manifest_path: text,
  ghsa_id: text,
  cve_id: text,
  first_patched_version: text,
  created_at: instantText,
  dismissed_at: instantText.nullable().optional(),
  dismissed_by: text,
  dismissed_reason: text,
  dismissed_comment_given: yesNo,
});
export type DependabotAlert = z.infer<typeof DependabotAlert>;
export const dependabotAlertKind = defineKind({
  id: "github.dependabot-alert",
  version: 1,
  title: "Dependabot alert, open or dismissed, with severity and age",
  schema: DependabotAlert,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Open and dismissed alerts by GET /orgs/{org}/dependabot/alerts. Repositories whose feature is off are left out silently: compare github.repository-security.",
});

export const SecretScanningAlert = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  /** `open` or `resolved`. */
  state: alertState,
  secret_type: text,
  secret_type_display_name: text,
  /** `false_positive`, `wont_fix`, `revoked`, `pattern_edited`, `pattern_deleted`, `used_in_tests`. */
  resolution: text,
  resolved_at: instantText.nullable().optional(),
  resolved_by: text,
  resolution_comment_given: yesNo,
  /** `active`, `inactive` or `unknown`. */
  validity: text,
  publicly_leaked: yesNo,
  multi_repo: yesNo,
  push_protection_bypassed: yesNo,
  push_protection_bypassed_at: instantText.nullable().optional(),
  push_protection_bypassed_by: text,
  created_at: instantText,
});
export type SecretScanningAlert = z.infer<typeof SecretScanningAlert>;
export const secretScanningAlertKind = defineKind({
  id: "github.secret-scanning-alert",
  version: 1,
  title: "Secret scanning alert with state and age; the secret itself is never asked for",
  schema: SecretScanningAlert,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "confidential",
  personalData: true,
  redact: [
    { path: "secret", rule: "remove", why: "a live credential, should GitHub ever send it in spite of hide_secret" },
    { path: "first_location_detected", rule: "remove", why: "says where the live credential can be read" },
    { path: "resolution_comment", rule: "remove", why: "free text in which people quote secrets" },
    { path: "push_protection_bypass_request_comment", rule: "remove", why: "free text in which people quote secrets" },
    {
      path: "push_protection_bypass_request_reviewer_comment",
      rule: "remove",
      why: "free text in which people quote secrets",
    },
  ],
  population:
    "All alerts by GET /orgs/{org}/secret-scanning/alerts?hide_secret=true. Repositories whose feature is off are left out silently.",
});

export const CodeScanningAlert = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  state: alertState,
  rule_id: text,
  /** `none`, `note`, `warning`, `error`. */
  severity: text,
  /** `low`, `medium`, `high`, `critical`; absent for rules that are not about security. */
  security_severity_level: text,
  tool: text,
  created_at: instantText,
  dismissed_at: instantText.nullable().optional(),
  dismissed_reason: text,
});
export type CodeScanningAlert = z.infer<typeof CodeScanningAlert>;
export const codeScanningAlertKind = defineKind({
  id: "github.code-scanning-alert",
  version: 1,
  title: "Open code scanning alert with severity and age",
  schema: CodeScanningAlert,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "confidential",
  personalData: false,
  population: "Open alerts of default branches by GET /orgs/{org}/code-scanning/alerts?state=open.",
});
