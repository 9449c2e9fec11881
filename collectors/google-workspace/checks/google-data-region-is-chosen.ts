import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples, unit } from "../policy/index.ts";

const KNOWN = ["EUROPE", "US", "ANY_REGION"] as const;

export default defineCheck({
  id: "google-data-region-is-chosen",
  version: 1,
  title: "The region in which data lies is chosen",
  rationale: "Without a choice Google keeps data wherever it has room.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["EUROPE", "US"])
      .describe("regions. origin: our default, either region that Google offers; name yours"),
  }),
  remediation: "Choose the region of data at rest for the org unit.",
  expected: ({ allowed }) => `data at rest lies in: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "data_regions.data_at_rest_region" }, (value) =>
      mustBeOneOf(value, "region", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    ...settingExamples({ type: "data_regions.data_at_rest_region" }, "region", {
      wanted: "EUROPE",
      otherwise: "ANY_REGION",
    }),
    {
      name: "where your criterion allows it",
      record: unit({ "data_regions.data_at_rest_region": { region: "ANY_REGION" } }),
      params: { allowed: ["ANY_REGION"] },
      outcome: "pass",
    },
  ],
});
