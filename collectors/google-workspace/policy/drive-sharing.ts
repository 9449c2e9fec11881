import { pass, type CheckExample, type Judgement } from "#sdk";
import type { EffectiveSettings } from "../evidence.ts";
import { overrides, unit, unitByDefault } from "./samples.ts";
import { mustBe, oneOf, overSetting } from "./settings.ts";

const TYPE = "drive_and_docs.external_sharing";

/** Whether one way out of Drive is closed: by its own field, or because nothing can be shared outside at all. */
export function judgeWayOutOfDrive(record: EffectiveSettings, field: string): Judgement {
  return overSetting(record, { type: TYPE, service: "drive_and_docs" }, (value) => {
    const mode = oneOf(value, "externalSharingMode", ["DISALLOWED", "ALLOWLISTED_DOMAINS", "ALLOWED"]);
    return mode === "DISALLOWED" ? pass("nothing can be shared outside") : mustBe(value, field, false);
  });
}

export function wayOutOfDriveExamples(field: string): readonly CheckExample<EffectiveSettings>[] {
  const open = { [TYPE]: { externalSharingMode: "ALLOWED", [field]: true } };
  return [
    {
      name: "as wanted",
      record: unit({ [TYPE]: { externalSharingMode: "ALLOWED", [field]: false } }),
      outcome: "pass",
    },
    { name: "otherwise", record: unit(open), outcome: "fail" },
    { name: "Google's documented default", record: unitByDefault(open), outcome: "fail" },
    {
      name: "nothing can be shared outside",
      record: unit({ [TYPE]: { externalSharingMode: "DISALLOWED", [field]: true } }),
      outcome: "pass",
    },
    {
      name: "Drive is switched off here",
      record: unit({ "drive_and_docs.service_status": { serviceState: "DISABLED" }, ...open }),
      outcome: "not-applicable",
    },
    { name: "a group that overrides it", record: overrides(open), outcome: "fail" },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the field is not stated",
      record: unit({ [TYPE]: { externalSharingMode: "ALLOWED" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ];
}
