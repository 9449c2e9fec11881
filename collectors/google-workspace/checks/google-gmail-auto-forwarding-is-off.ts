import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-auto-forwarding-is-off",
  version: 1,
  title: "Mail is not forwarded automatically",
  rationale: "A forwarding rule is how a stolen mailbox keeps talking to the thief, and how leavers keep reading.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users forward mail automatically to another address.",
  expected: () => "automatic forwarding is disabled",
  test(record) {
    return overSetting(record, { type: "gmail.auto_forwarding", service: "gmail" }, (value) =>
      mustBe(value, "enableAutoForwarding", false),
    );
  },
  examples: settingExamples({ type: "gmail.auto_forwarding", service: "gmail" }, "enableAutoForwarding", {
    wanted: false,
    otherwise: true,
    byDefault: true,
  }),
});
