import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-calendar-invitations-warn",
  version: 1,
  title: "People are warned before they invite outsiders",
  rationale: "An invitation carries its text, its attachments and the meeting itself to whoever is on the list.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on the warning for guests outside the organization.",
  expected: () => "a warning comes before outsiders are invited",
  test(record) {
    return overSetting(record, { type: "calendar.external_invitations", service: "calendar" }, (value) =>
      mustBe(value, "warnOnInvite", true),
    );
  },
  examples: settingExamples({ type: "calendar.external_invitations", service: "calendar" }, "warnOnInvite", {
    wanted: true,
    otherwise: false,
    byDefault: true,
  }),
});
