import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { DRIVE, GMAIL, leakRuleExamples, leakRuleIsEnforced } from "../policy/index.ts";

export default defineCheck({
  id: "google-dlp-gmail-rule-is-enforced",
  version: 1,
  title: "A data protection rule acts on mail",
  rationale:
    "A rule that only records finds the leak afterwards; one that is inactive or bound to nobody finds nothing.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    effects: z
      .array(z.enum(["block", "warn"]))
      .min(1)
      .default(["block", "warn"])
      .describe("what the rule does. origin: our default; CISA SCuBA GWS.COMMONCONTROLS.18.2 advises to block"),
  }),
  remediation:
    "Make a data protection rule that looks at mail for the kinds of data that you defined, bind it to the org unit, and let it block or warn.",
  expected: ({ effects }) =>
    `an active rule looks at mail of the people of the unit and does one of: ${effects.join(", ")}`,
  test(record, ctx) {
    return leakRuleIsEnforced(record, GMAIL, ctx.params.effects);
  },
  examples: leakRuleExamples(GMAIL, "blockContent", DRIVE),
});
