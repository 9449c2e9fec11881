import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-data-processing-stays-in-region",
  version: 1,
  title: "Data is processed where it is stored",
  rationale: "Data that is stored in one region and processed in another has left it.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Limit processing to the region of storage.",
  expected: () => "processing is limited to the region of storage",
  test(record) {
    return overSetting(record, { type: "data_regions.data_processing_region" }, (value) =>
      mustBe(value, "limitToStorageRegion", true),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "data_regions.data_processing_region": { limitToStorageRegion: true } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "data_regions.data_processing_region": { limitToStorageRegion: false } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "data_regions.data_processing_region": { limitToStorageRegion: false } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit({ "data_regions.data_processing_region": { limitToStorageRegion: false } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "data_regions.data_processing_region": { limitToStorageRegion: true } },
        { limitToStorageRegion: false },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "data_regions.data_processing_region": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
