import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { bindingExamples, numberOf, overSetting, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-password-minimum-length",
  version: 1,
  title: "Passwords have a minimum length",
  rationale: "Length is what makes a password hard to guess or to work out from a stolen list.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    minLength: z
      .number()
      .int()
      .min(8)
      .max(100)
      .default(14)
      .describe("characters. origin: CIS Google Workspace; CISA SCuBA asks for 12 and advises 16"),
  }),
  remediation: "Raise the minimum length in the password settings of the org unit.",
  expected: ({ minLength }) => `minimumLength is ${minLength} or more`,
  test(record, ctx) {
    return overSetting(record, { type: "security.password" }, (value) => {
      const length = numberOf(value, "minimumLength");
      return length >= ctx.params.minLength ? pass(`minimumLength is ${length}`) : fail(`minimumLength is ${length}`);
    });
  },
  examples: [
    { name: "14 characters", record: unit({ "security.password": { minimumLength: 14 } }), outcome: "pass" },
    { name: "8 characters", record: unit({ "security.password": { minimumLength: 8 } }), outcome: "fail" },
    ...bindingExamples({ type: "security.password" }, "minimumLength", { wanted: 14, otherwise: 8 }),
    {
      name: "12 characters where 12 are enough",
      record: unit({ "security.password": { minimumLength: 12 } }),
      params: { minLength: 12 },
      outcome: "pass",
    },
  ],
});
