import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, overSetting, secondsOf, unit } from "../policy/index.ts";

/** Two years in hours: what the API says for "Session never expires" (measured, CISA ScubaGoggles). */
const NEVER_ENDS = 17_520;

export default defineCheck({
  id: "google-web-session-is-short",
  version: 1,
  title: "Web sessions end",
  rationale:
    "A stolen browser session needs neither password nor second step for as long as it lasts; Google's own length is two weeks.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    maxHours: z
      .number()
      .positive()
      .max(720)
      .default(12)
      .describe("hours. origin: CISA SCuBA GWS.COMMONCONTROLS.4.1, CIS Google Workspace"),
  }),
  remediation: "Set the web session length in Google session control.",
  expected: ({ maxHours }) => `a web session lasts ${maxHours} hours at most`,
  test(record, ctx) {
    return overSetting(record, { type: "security.session_controls" }, (value) => {
      const hours = secondsOf(value, "webSessionDuration") / 3600;
      if (hours === 0)
        return undetermined("schema-mismatch", "webSessionDuration is 0s, which Google does not explain");
      const observed = hours === NEVER_ENDS ? "sessions never end" : `sessions last ${hours} hours`;
      return hours <= ctx.params.maxHours ? pass(observed) : fail(observed);
    });
  },
  examples: [
    {
      name: "twelve hours",
      record: unit({ "security.session_controls": { webSessionDuration: "43200s" } }),
      outcome: "pass",
    },
    {
      name: "two weeks",
      record: unit({ "security.session_controls": { webSessionDuration: "1209600s" } }),
      outcome: "fail",
    },
    ...bindingExamples({ type: "security.session_controls" }, "webSessionDuration", {
      wanted: "43200s",
      otherwise: "1209600s",
    }),
    {
      name: "never ends",
      record: unit({ "security.session_controls": { webSessionDuration: "63072000s" } }),
      outcome: "fail",
    },
    {
      name: "a length of zero",
      record: unit({ "security.session_controls": { webSessionDuration: "0s" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a day where a day is allowed",
      record: unit({ "security.session_controls": { webSessionDuration: "86400s" } }),
      params: { maxHours: 24 },
      outcome: "pass",
    },
  ],
});
