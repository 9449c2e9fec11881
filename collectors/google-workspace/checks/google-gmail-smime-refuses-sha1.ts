import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-smime-refuses-sha1",
  version: 1,
  title: "S/MIME signatures with SHA-1 are refused",
  rationale: "SHA-1 signatures can be forged: a signed mail then proves nothing.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not allow SHA-1 globally in S/MIME.",
  expected: () => "SHA-1 is not allowed in S/MIME signatures",
  test(record) {
    return overSetting(record, { type: "gmail.smime_encryption", service: "gmail" }, (value) =>
      mustBe(value, "allowSha1GloballyInSmimeSignature", false),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "gmail.smime_encryption": { allowSha1GloballyInSmimeSignature: false } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "gmail.smime_encryption": { allowSha1GloballyInSmimeSignature: true } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "gmail.smime_encryption": { allowSha1GloballyInSmimeSignature: true } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "gmail.service_status": { serviceState: "DISABLED" },
        "gmail.smime_encryption": { allowSha1GloballyInSmimeSignature: true },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "gmail.smime_encryption": { allowSha1GloballyInSmimeSignature: true } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "gmail.smime_encryption": { allowSha1GloballyInSmimeSignature: false } },
        { allowSha1GloballyInSmimeSignature: true },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "gmail.smime_encryption": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
