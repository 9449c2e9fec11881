import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, text } from "./shapes.ts";

/**
 * Events of one application and name in a window. An event that is absent says nothing about what happened before
 * `windowStart`. Applications: `login`, `admin`, `token` (of `token` only `authorize`).
 */
export const ActivitySummary = z.looseObject({
  application: text,
  event: text,
  count: z.number(),
  /** Distinct actors. */
  actors: z.number(),
  firstAt: instantText,
  lastAt: instantText,
  windowStart: instantText,
  windowEnd: instantText,
});
export type ActivitySummary = z.infer<typeof ActivitySummary>;
export const activitySummaryKind = defineKind({
  id: "google-workspace.activity-summary",
  version: 1,
  title: "Sign-in, administration and grant events of a window, counted by name",
  schema: ActivitySummary,
  key: (record) => `${record.application}/${record.event}`,
  sensitivity: "internal",
  personalData: false,
  population: "Events of activities.list in the configured windows, counted by application and event name.",
});

/** One event that an administrator (or Google) caused: the population of changes for sampling. */
export const AdminEvent = z.looseObject({
  /** `time/uniqueQualifier/n`. */
  eventId: text,
  time: instantText,
  actor: text.optional(),
  /** The event's category: `APPLICATION_SETTINGS`, `DELEGATED_ADMIN_SETTINGS` … */
  type: text.optional(),
  name: text,
  parameters: z.record(text, z.unknown()),
  ipAddress: text.optional(),
});
export type AdminEvent = z.infer<typeof AdminEvent>;
export const adminEventKind = defineKind({
  id: "google-workspace.admin-event",
  version: 1,
  title: "Change made in the Admin console or by an Admin API",
  schema: AdminEvent,
  key: (record) => record.eventId,
  sensitivity: "confidential",
  personalData: true,
  redact: [{ path: "ipAddress", rule: "mask", why: "personal data that no check needs" }],
  population: "Admin audit events of the configured window by activities.list(applicationName=admin).",
});
