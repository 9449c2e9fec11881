import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-gmail-imports-are-off",
  version: 1,
  title: "Mail is not imported from private accounts",
  rationale: "Import brings in mail that no filter examined and mixes private with business records.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Do not let users import mail and contacts from other accounts.",
  expected: () => "users cannot import mail and contacts",
  test(record) {
    return overSetting(record, { type: "gmail.user_email_uploads", service: "gmail" }, (value) =>
      mustBe(value, "enableMailAndContactsImport", false),
    );
  },
  examples: settingExamples({ type: "gmail.user_email_uploads", service: "gmail" }, "enableMailAndContactsImport", {
    wanted: false,
    otherwise: true,
  }),
});
