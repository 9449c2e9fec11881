import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBe, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples({ type: "data_regions.data_processing_region" }, "limitToStorageRegion", {
    wanted: true,
    otherwise: false,
  }),
});
