/*
 * What Google documents about setting types beside their values: how several policies become one, and which value holds
 * where none is stated. Source: cloud.google.com/identity/docs/concepts/policy-api-concepts, "Reducers for settings" and
 * "Default field values"; worked cases of cisagov/ScubaGoggles (CC0-1.0) agree.
 */

/** A field that the winner leaves out comes from the policy with the next lower sort order. */
export const MERGED: ReadonlySet<string> = new Set([
  "chat.chat_history",
  "chat.external_chat_restriction",
  "drive_and_docs.drive_sdk",
  "groups_for_business.groups_sharing",
  "security.less_secure_apps",
  "security.super_admin_account_recovery",
  "security.user_account_recovery",
]);

/** One list, whose entries are merged by this key. */
export const MAPPED: Readonly<Record<string, { readonly list: string; readonly key: string }>> = {
  "gmail.email_address_lists": { list: "emailAddressList", key: "id" },
  "gmail.rule_states": { list: "ruleStates", key: "ruleId" },
  "gmail.spam_override_lists": { list: "spamOverride", key: "ruleId" },
};

/** Every policy is a rule of its own; all of them hold, whatever their sort order. */
export const RULES: ReadonlySet<string> = new Set(["rule.dlp", "rule.system_defined_alerts"]);

const DOCUMENTED =
  "assumed: cloud.google.com/identity/docs/concepts/policy-api-concepts#default_field_values; values at the default are not listed";
const CUSTOMARY =
  "assumed, not documented by Google: off until an administrator sets it (as CISA ScubaGoggles assumes)";

export interface Default {
  readonly value: Readonly<Record<string, unknown>>;
  readonly source: string;
}

function documented(value: Default["value"]): Default {
  return { value, source: DOCUMENTED };
}

export const DEFAULTS: Readonly<Record<string, Default>> = {
  "calendar.external_invitations": documented({ warnOnInvite: true }),
  "calendar.primary_calendar_max_allowed_external_sharing": documented({
    maxAllowedExternalSharing: "EXTERNAL_FREE_BUSY_ONLY",
  }),
  "calendar.secondary_calendar_max_allowed_external_sharing": documented({
    maxAllowedExternalSharing: "EXTERNAL_ALL_INFO_READ_ONLY",
  }),
  "chat.chat_history": documented({ allowUserModification: true, historyOnByDefault: false }),
  "chat.external_chat_restriction": documented({
    allowExternalChat: false,
    externalChatRestriction: "NO_RESTRICTION",
  }),
  "drive_and_docs.drive_sdk": documented({ enableDriveSdkApiAccess: true }),
  "drive_and_docs.external_sharing": documented({
    accessCheckerSuggestions: "RECIPIENTS_OR_AUDIENCE_OR_PUBLIC",
    allowNonGoogleInvites: true,
    allowNonGoogleInvitesInAllowlistedDomains: false,
    allowPublishingFiles: true,
    allowReceivingExternalFiles: true,
    allowReceivingFilesOutsideAllowlistedDomains: true,
    allowedPartiesForDistributingContent: "ALL_ELIGIBLE_USERS",
    externalSharingMode: "ALLOWED",
    warnForExternalSharing: true,
    warnForSharingOutsideAllowlistedDomains: true,
  }),
  "drive_and_docs.general_access_default": documented({ defaultFileAccess: "LINK_SHARING_PRIVATE" }),
  "gmail.auto_forwarding": documented({ enableAutoForwarding: true }),
  "gmail.workspace_sync_for_outlook": documented({ enableGoogleWorkspaceSyncForMicrosoftOutlook: true }),
  "gmail.email_spam_filter_ip_allowlist": documented({ allowedIpAddresses: [] }),
  "gmail.links_and_external_images": documented({
    applyFutureSettingsAutomatically: true,
    enableAggressiveWarningsOnUntrustedLinks: false,
  }),
  "gmail.spoofing_and_authentication": documented({ applyFutureSettingsAutomatically: true }),
  "groups_for_business.groups_sharing": documented({
    collaborationCapability: "DOMAIN_USERS_ONLY",
    createGroupsAccessLevel: "USERS_IN_DOMAIN",
    newGroupsAreHidden: false,
    ownersCanAllowExternalMembers: false,
    ownersCanAllowIncomingMailFromPublic: true,
    ownersCanHideGroups: false,
    viewTopicsDefaultAccessLevel: "DOMAIN_USERS",
  }),
  "security.less_secure_apps": documented({ allowLessSecureApps: false }),
  "security.super_admin_account_recovery": documented({ enableAccountRecovery: false }),
  "security.two_step_verification_device_trust": documented({ allowTrustingDevice: true }),
  "security.two_step_verification_enforcement_factor": documented({ allowedSignInFactorSet: "ALL" }),
  "security.two_step_verification_enrollment": documented({ allowEnrollment: true }),
  "security.user_account_recovery": documented({ enableAccountRecovery: false }),
  "workspace_marketplace.apps_access_options": documented({ accessLevel: "ALLOW_ALL", allowAllInternalApps: false }),
  "security.two_step_verification_enforcement": {
    value: { enforcedFrom: "1970-01-01T00:00:00Z" },
    source: CUSTOMARY,
  },
  "security.two_step_verification_grace_period": { value: { enrollmentGracePeriod: "0s" }, source: CUSTOMARY },
};
