import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples({ type: "security.two_step_verification_device_trust" }, "allowTrustingDevice", {
    wanted: false,
    otherwise: true,
    byDefault: true,
  }),
});
