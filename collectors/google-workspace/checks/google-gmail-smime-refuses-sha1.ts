import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples({ type: "gmail.smime_encryption", service: "gmail" }, "allowSha1GloballyInSmimeSignature", {
    wanted: false,
    otherwise: true,
  }),
});
