import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-2sv-trusted-devices-are-off",
  version: 1,
  title: "Devices are not trusted to skip the second step",
  rationale:
    "A device marked as trusted is a second step that was asked once; whoever has the device and the password is in.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users mark a device as trusted in 2-step verification.",
  expected: () => "users cannot mark a device as trusted",
  test(record) {
    return overSetting(record, { type: "security.two_step_verification_device_trust" }, (value) =>
      mustBe(value, "allowTrustingDevice", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "security.two_step_verification_device_trust": { allowTrustingDevice: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "security.two_step_verification_device_trust": { allowTrustingDevice: true } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "security.two_step_verification_device_trust": { allowTrustingDevice: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "security.two_step_verification_device_trust": { allowTrustingDevice: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit(
        { "security.two_step_verification_device_trust": { allowTrustingDevice: true } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "security.two_step_verification_device_trust": { allowTrustingDevice: false } },
        { allowTrustingDevice: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "security.two_step_verification_device_trust": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
