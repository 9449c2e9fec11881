import { fail, type CheckExample, type Judgement } from "#sdk";
import * as z from "zod";
import type { EffectiveSettings } from "../evidence.ts";
import { overrides, unit } from "./samples.ts";
import { flagOf, mustBeOneOf, overSetting } from "./settings.ts";

const CONSEQUENCES = ["SPAM_FOLDER", "QUARANTINE", "WARNING", "NO_ACTION"] as const;

/** The parameter that says where mail goes that Gmail's protection found; the same in every check of such protection. */
export const mailConsequences = z
  .array(z.enum(CONSEQUENCES))
  .min(1)
  .default(["SPAM_FOLDER", "QUARANTINE"])
  .describe("where a message goes. origin: CISA SCuBA GWS.GMAIL.5.5 and 7.6: out of the inbox");

interface Protection {
  /** The setting: `gmail.email_attachment_safety`. */
  readonly type: string;
  /** The field that switches it on. */
  readonly on: string;
  /** The field that says what happens to what is found. */
  readonly consequence: string;
}

/** Whether Gmail looks for one kind of bad mail and does with it what is wanted. */
export function judgeMailProtection(
  record: EffectiveSettings,
  { type, on, consequence }: Protection,
  wanted: z.infer<typeof mailConsequences>,
): Judgement {
  return overSetting(record, { type, service: "gmail" }, (value) =>
    flagOf(value, on) ? mustBeOneOf(value, consequence, CONSEQUENCES, wanted) : fail(`${on} is false`),
  );
}

export function mailProtectionExamples({
  type,
  on,
  consequence,
}: Protection): readonly CheckExample<EffectiveSettings>[] {
  const caught = (what: string) => unit({ [type]: { [on]: true, [consequence]: what } });
  return [
    { name: "caught, to spam", record: caught("SPAM_FOLDER"), outcome: "pass" },
    { name: "caught, to quarantine", record: caught("QUARANTINE"), outcome: "pass" },
    {
      name: "not looked for",
      record: unit({ [type]: { [on]: false, [consequence]: "SPAM_FOLDER" } }),
      outcome: "fail",
    },
    { name: "left in the inbox with a warning", record: caught("WARNING"), outcome: "fail" },
    {
      name: "a warning, where that is enough",
      record: caught("WARNING"),
      params: { consequences: ["WARNING", "SPAM_FOLDER", "QUARANTINE"] },
      outcome: "pass",
    },
    {
      name: "Gmail is switched off here",
      record: unit({ "gmail.service_status": { serviceState: "DISABLED" }, [type]: { [on]: false } }),
      outcome: "not-applicable",
    },
    {
      name: "a consequence that is not known here",
      record: caught("NEW"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ];
}
