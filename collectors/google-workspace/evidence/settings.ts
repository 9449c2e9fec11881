import { defineKind } from "#sdk";
import * as z from "zod";
import { text } from "./shapes.ts";

/** The policy group that stands for all administrators instead of a group id (GWS-10). */
export const ALL_ADMINS = "WORKSPACE_ALL_ADMIN_GROUP";

/** A policy as the Cloud Identity Policy API gives it. Values still at Google's default are not listed there. */
export const Policy = z.looseObject({
  name: text,
  /** ADMIN (set by an administrator) or SYSTEM (Google's own). */
  type: text.optional(),
  policyQuery: z.looseObject({
    /** `orgUnits/03…`; absent = the root. */
    orgUnit: text.optional(),
    /** `groups/…`, or {@link ALL_ADMINS}. */
    group: text.optional(),
    query: text.optional(),
    sortOrder: z.number().optional(),
  }),
  setting: z.looseObject({ type: text, value: z.looseObject({}).optional() }),
});
export type Policy = z.infer<typeof Policy>;
export const policyKind = defineKind({
  id: "google-workspace.policy",
  version: 1,
  title: "Setting policy as the Policy API lists it",
  schema: Policy,
  key: (record) => record.name,
  sensitivity: "internal",
  personalData: false,
  population: "All policies of the tenant by Cloud Identity policies.list without a filter.",
});

/**
 * One setting as it is in force for a target.
 * `origin`: `set` = a policy of this very target; `inherited` = of a unit above; `default` = no policy, Google's
 * documented default is assumed (`source` names the page).
 * `licences`: the value holds for people with one of these licences only; `otherwise` is what all others have.
 */
export const EffectiveSetting = z.looseObject({
  /** The setting's value; for rules (`rule.dlp`, `rule.system_defined_alerts`) `{rules: [...]}`. */
  value: z.looseObject({}),
  origin: z.enum(["set", "inherited", "default"]),
  /** Path of the unit that a value is inherited from. */
  from: text.optional(),
  /** Policies that the value comes from, the one with the highest sort order first. */
  policies: z.array(text),
  policyType: text.optional(),
  sortOrder: z.number().optional(),
  source: text.optional(),
  /** Fields of `value` that no policy states: Google's documented default field values were filled in. */
  assumedFields: z.array(text).optional(),
  licences: z.array(text).optional(),
  otherwise: z.looseObject({}).optional(),
});
export type EffectiveSetting = z.infer<typeof EffectiveSetting>;

/**
 * What a unit really has: one record an org unit with every setting by type (`security.password`), inheritance and
 * sort order resolved; and one record a group (or {@link ALL_ADMINS}) that has overrides, with those settings only.
 * A type that is absent from a unit's `settings`: the tenant states nothing, and no documented default is known.
 * A type that is absent from a group's `settings`: the group overrides nothing there.
 */
export const EffectiveSettings = z.looseObject({
  /** `orgUnits/03…`, `groups/…`, or {@link ALL_ADMINS}. */
  target: text,
  targetType: z.enum(["org-unit", "group", "admins"]),
  /** Path of the unit; for groups the path of the unit whose settings they override. */
  orgUnitPath: text,
  /** Of a group, when the group list has it. */
  groupEmail: text.optional(),
  /** Users whose unit is exactly this one, not suspended nor archived; absent when users were not wholly listed. */
  activeUsers: z.number().optional(),
  settings: z.record(text, EffectiveSetting),
});
export type EffectiveSettings = z.infer<typeof EffectiveSettings>;
export const effectiveSettingsKind = defineKind({
  id: "google-workspace.effective-settings",
  version: 1,
  title: "Settings in force for an org unit, a group with overrides, or all administrators",
  schema: EffectiveSettings,
  key: (record) => record.target,
  sensitivity: "internal",
  personalData: false,
  population:
    "Every org unit, and every group that a policy names, resolved from policies.list and orgunits.list; none when either list is incomplete.",
});
