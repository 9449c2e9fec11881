import { actionsOrganizationKind, actionsRepositoryKind, environmentKind, runnerKind } from "./evidence/actions.ts";
import { codeScanningAlertKind, dependabotAlertKind, secretScanningAlertKind } from "./evidence/alerts.ts";
import { auditEventKind } from "./evidence/audit.ts";
import { defaultBranchCommitKind, mergedPullRequestKind } from "./evidence/changes.ts";
import { codeSecurityConfigurationKind, repositorySecurityKind } from "./evidence/code-security.ts";
import {
  credentialAuthorizationKind,
  deployKeyKind,
  organizationSecretKind,
  personalAccessTokenKind,
} from "./evidence/credentials.ts";
import { appInstallationKind, webhookKind } from "./evidence/integrations.ts";
import { organizationKind } from "./evidence/organization.ts";
import {
  invitationKind,
  memberKind,
  organizationRoleKind,
  outsideCollaboratorKind,
  teamKind,
} from "./evidence/people.ts";
import { branchProtectionKind, rulesetKind } from "./evidence/protection.ts";
import { repositoryKind } from "./evidence/repositories.ts";

/*
 * Evidence of GitHub. Members carry the names of GitHub's REST API (snake_case) whatever API they were read by, and the
 * scope is {platform: "github", account: <organization login>}.
 *
 * ABSENT or NULL ALWAYS MEANS "NOT OBSERVED", NEVER "OFF" (github.md §4): read every member with `known(…)`. What GitHub
 * positively stated as not set is written as a value: `false`, `0`, `[]`, `"none"`, `"absent"`, `"not-protected"`.
 * `not_observed` names, for a member that is missing, the operation that was refused and why.
 */

export * from "./evidence/actions.ts";
export * from "./evidence/alerts.ts";
export * from "./evidence/audit.ts";
export * from "./evidence/changes.ts";
export * from "./evidence/code-security.ts";
export * from "./evidence/credentials.ts";
export * from "./evidence/integrations.ts";
export * from "./evidence/organization.ts";
export * from "./evidence/people.ts";
export * from "./evidence/protection.ts";
export * from "./evidence/repositories.ts";
export { NotObserved } from "./evidence/shapes.ts";

export const githubKinds = [
  organizationKind,
  memberKind,
  outsideCollaboratorKind,
  invitationKind,
  teamKind,
  organizationRoleKind,
  appInstallationKind,
  personalAccessTokenKind,
  credentialAuthorizationKind,
  organizationSecretKind,
  repositoryKind,
  branchProtectionKind,
  rulesetKind,
  actionsOrganizationKind,
  actionsRepositoryKind,
  runnerKind,
  environmentKind,
  deployKeyKind,
  webhookKind,
  repositorySecurityKind,
  codeSecurityConfigurationKind,
  dependabotAlertKind,
  secretScanningAlertKind,
  codeScanningAlertKind,
  mergedPullRequestKind,
  defaultBranchCommitKind,
  auditEventKind,
] as const;
