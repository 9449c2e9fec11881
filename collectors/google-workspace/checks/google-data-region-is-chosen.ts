import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

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
    { name: "as wanted", record: unit({ "data_regions.data_at_rest_region": { region: "EUROPE" } }), outcome: "pass" },
    {
      name: "otherwise",
      record: unit({ "data_regions.data_at_rest_region": { region: "ANY_REGION" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "data_regions.data_at_rest_region": { region: "ANY_REGION" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "data_regions.data_at_rest_region": { region: "ANY_REGION" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence({ "data_regions.data_at_rest_region": { region: "EUROPE" } }, { region: "ANY_REGION" }),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "data_regions.data_at_rest_region": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "data_regions.data_at_rest_region": { region: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "where your criterion allows it",
      record: unit({ "data_regions.data_at_rest_region": { region: "ANY_REGION" } }),
      params: { allowed: ["ANY_REGION"] },
      outcome: "pass",
    },
  ],
});
