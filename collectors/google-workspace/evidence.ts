import type { AnyKind } from "#sdk";
import { activitySummaryKind, adminEventKind } from "./evidence/activities.ts";
import { authorizedAppKind, tokenKind } from "./evidence/applications.ts";
import { chromeDeviceKind, mobileDeviceKind } from "./evidence/devices.ts";
import { groupKind, groupMemberKind } from "./evidence/groups.ts";
import { domainDnsKind } from "./evidence/mail-dns.ts";
import { deletedUserKind, userKind } from "./evidence/people.ts";
import { roleAssignmentKind, roleKind } from "./evidence/roles.ts";
import { effectiveSettingsKind, policyKind } from "./evidence/settings.ts";
import { ssoAssignmentKind, ssoProfileKind } from "./evidence/sign-on.ts";
import { customerKind, domainKind, orgUnitKind } from "./evidence/tenant.ts";
import { usageReportKind, userUsageKind } from "./evidence/usage.ts";

export * from "./evidence/activities.ts";
export * from "./evidence/applications.ts";
export * from "./evidence/devices.ts";
export * from "./evidence/groups.ts";
export * from "./evidence/mail-dns.ts";
export * from "./evidence/people.ts";
export * from "./evidence/roles.ts";
export * from "./evidence/settings.ts";
export * from "./evidence/sign-on.ts";
export * from "./evidence/tenant.ts";
export * from "./evidence/usage.ts";

export const googleWorkspaceKinds: readonly AnyKind[] = [
  customerKind,
  domainKind,
  domainDnsKind,
  orgUnitKind,
  userKind,
  deletedUserKind,
  roleKind,
  roleAssignmentKind,
  groupKind,
  groupMemberKind,
  tokenKind,
  mobileDeviceKind,
  chromeDeviceKind,
  activitySummaryKind,
  adminEventKind,
  authorizedAppKind,
  usageReportKind,
  userUsageKind,
  policyKind,
  effectiveSettingsKind,
  ssoProfileKind,
  ssoAssignmentKind,
];
