/** Pure helpers that the checks of Google Workspace share; they know nothing of how evidence is collected. */
export { complete, indexed } from "../../_aws/policy/views.ts";
export { dated, wholeDays } from "../../_aws/policy/times.ts";
export * from "./activity.ts";
export * from "./devices.ts";
export * from "./drive-sharing.ts";
export * from "./mail-protection.ts";
export * from "./mail.ts";
export * from "./people.ts";
export * from "./rule-examples.ts";
export * from "./rules.ts";
export * from "./samples.ts";
export * from "./scopes.ts";
export * from "./second-step.ts";
export * from "./setting-examples.ts";
export * from "./settings.ts";
export * from "./usage.ts";
