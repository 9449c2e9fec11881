import { defineCheck, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, mustBe, overSetting, overrides, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-drive-desktop-needs-authorized-device",
  version: 1,
  title: "Drive for desktop runs on authorized devices only, or not at all",
  rationale:
    "Drive for desktop copies whole drives to a disk; on a private machine the copy stays when the person leaves.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Allow Drive for desktop on authorized devices only, or switch it off.",
  expected: () => "Drive for desktop is off, or limited to authorized devices",
  test(record) {
    return overSetting(record, { type: "drive_and_docs.drive_for_desktop", service: "drive_and_docs" }, (value) => {
      if (!flagOf(value, "allowDriveForDesktop")) return pass("allowDriveForDesktop is false");
      return mustBe(value, "restrictToAuthorizedDevices", true);
    });
  },
  examples: [
    {
      name: "on authorized devices",
      record: unit({
        "drive_and_docs.drive_for_desktop": { allowDriveForDesktop: true, restrictToAuthorizedDevices: true },
      }),
      outcome: "pass",
    },
    {
      name: "off",
      record: unit({
        "drive_and_docs.drive_for_desktop": { allowDriveForDesktop: false, restrictToAuthorizedDevices: false },
      }),
      outcome: "pass",
    },
    {
      name: "on every device",
      record: unit({
        "drive_and_docs.drive_for_desktop": { allowDriveForDesktop: true, restrictToAuthorizedDevices: false },
      }),
      outcome: "fail",
    },
    {
      name: "devices not stated",
      record: unit({ "drive_and_docs.drive_for_desktop": { allowDriveForDesktop: true } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
