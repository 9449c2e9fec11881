import { defineKind } from "#sdk";
import * as z from "zod";
import { text } from "./shapes.ts";

/**
 * Usage of the tenant on one Pacific date. `parameters`: numbers and flags by name (`accounts:num_users_2sv_enrolled`).
 * A parameter that is missing is not zero. The evidence is of the report's date (`sourceAt`).
 */
export const UsageReport = z.looseObject({
  customerId: text,
  /** Pacific date, `2026-11-18`. */
  date: z.iso.date(),
  parameters: z.record(text, z.union([z.number(), z.boolean(), text])),
  warnings: z.array(text).optional(),
});
export type UsageReport = z.infer<typeof UsageReport>;
export const usageReportKind = defineKind({
  id: "google-workspace.usage-report",
  version: 1,
  title: "Account usage of the tenant on one day",
  schema: UsageReport,
  key: (record) => record.customerId,
  freshFor: "P5D",
  sensitivity: "internal",
  personalData: false,
  population: "The tenant's newest usage report by customerUsageReports.get; reports are one to four days late.",
  singleton: true,
});

/** Usage of one user on one Pacific date; `parameters` as in {@link UsageReport} (`accounts:is_2sv_protected`). */
export const UserUsage = z.looseObject({
  profileId: text,
  userEmail: text.optional(),
  date: z.iso.date(),
  parameters: z.record(text, z.union([z.number(), z.boolean(), text])),
});
export type UserUsage = z.infer<typeof UserUsage>;
export const userUsageKind = defineKind({
  id: "google-workspace.user-usage",
  version: 1,
  title: "Account usage of a user on one day: password strength, security keys, less secure access",
  schema: UserUsage,
  key: (record) => record.profileId,
  freshFor: "P5D",
  sensitivity: "confidential",
  personalData: true,
  population: "Every user in the newest usage report by userUsageReport.get(userKey=all).",
});
