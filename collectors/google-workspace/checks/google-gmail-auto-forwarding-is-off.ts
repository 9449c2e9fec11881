import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

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
  examples: [
    { name: "as wanted", record: unit({ "gmail.auto_forwarding": { enableAutoForwarding: false } }), outcome: "pass" },
    { name: "otherwise", record: unit({ "gmail.auto_forwarding": { enableAutoForwarding: true } }), outcome: "fail" },
    {
      name: "Google's documented default",
      record: unitByDefault({ "gmail.auto_forwarding": { enableAutoForwarding: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.auto_forwarding": { enableAutoForwarding: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.auto_forwarding": { enableAutoForwarding: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.auto_forwarding": { enableAutoForwarding: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.auto_forwarding": { enableAutoForwarding: false } },
        { enableAutoForwarding: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.auto_forwarding": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
