import { defineKind } from "#sdk";
import * as z from "zod";
import { flag, text } from "./shapes.ts";

export const MobileDevice = z.looseObject({
  resourceId: text,
  email: z.array(text).optional(),
  model: text.optional(),
  os: text.optional(),
  type: text.optional(),
  /** APPROVED, BLOCKED, PENDING, WIPED … */
  status: text.optional(),
  /** "No compromise detected", "Compromised" …, as Google words it. */
  deviceCompromisedStatus: text.optional(),
  /** "On", "Off" … */
  devicePasswordStatus: text.optional(),
  encryptionStatus: text.optional(),
  /** Unix time in milliseconds, as Google sends it. */
  securityPatchLevel: text.optional(),
  managedAccountIsOnOwnerProfile: flag,
  supportsWorkProfile: flag,
  unknownSourcesStatus: flag,
  adbStatus: flag,
  developerOptionsStatus: flag,
  firstSync: text.optional(),
  lastSync: text.optional(),
});
export type MobileDevice = z.infer<typeof MobileDevice>;
export const mobileDeviceKind = defineKind({
  id: "google-workspace.mobile-device",
  version: 1,
  title: "Mobile device that synchronises with the tenant",
  schema: MobileDevice,
  key: (record) => record.resourceId,
  sensitivity: "internal",
  personalData: true,
  population: "All mobile devices by mobiledevices.list; serial numbers, IMEI and telephone numbers are not asked for.",
});

export const ChromeDevice = z.looseObject({
  deviceId: text,
  /** ACTIVE, DEPROVISIONED, DISABLED … */
  status: text.optional(),
  model: text.optional(),
  osVersion: text.optional(),
  platformVersion: text.optional(),
  bootMode: text.optional(),
  annotatedUser: text.optional(),
  annotatedAssetId: text.optional(),
  orgUnitPath: text.optional(),
  orgUnitId: text.optional(),
  lastSync: text.optional(),
  lastEnrollmentTime: text.optional(),
  /** End of automatic updates, Unix time in milliseconds. */
  autoUpdateExpiration: text.optional(),
  autoUpdateThrough: text.optional(),
  osVersionCompliance: text.optional(),
});
export type ChromeDevice = z.infer<typeof ChromeDevice>;
export const chromeDeviceKind = defineKind({
  id: "google-workspace.chrome-device",
  version: 1,
  title: "ChromeOS device",
  schema: ChromeDevice,
  key: (record) => record.deviceId,
  sensitivity: "internal",
  personalData: true,
  population: "All enrolled ChromeOS devices by chromeosdevices.list; serial numbers and addresses are not asked for.",
});
