import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { recorderKind } from "../evidence.ts";

import { coverage, regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-config-recorder-records-all-types",
  version: 1,
  title: "AWS Config records all types of resources",
  rationale: "What the recorder leaves out is missing from the inventory and is never compared with any rule.",
  severity: "medium",
  over: recorderKind,
  params: z.object({
    allowedExclusions: z
      .array(z.string())
      .default([])
      .describe(
        "types that may be left out. origin: our default; AWS Foundational Security Best Practices Config.1 asks for all",
      ),
  }),
  remediation: "Record all supported types; exclude only what was decided to be worthless, by name.",
  expected: ({ allowedExclusions }) =>
    `the recorder is set to all supported types${allowedExclusions.length === 0 ? "" : `, except ${allowedExclusions.join(", ")}`}`,
  test(record, ctx) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const { whole, words } = coverage(record.recorder);
    if (whole) return pass(words);
    const left = record.recorder.recordingGroup?.exclusionByResourceTypes?.resourceTypes ?? [];
    const allowed = left.length > 0 && left.every((type) => ctx.params.allowedExclusions.includes(type));
    return allowed ? pass(words) : fail(words);
  },
  examples: [
    { name: "all", record: regionRecording(), outcome: "pass" },
    {
      name: "CFG-03: allSupported is false",
      record: regionRecording({}, { recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] } }),
      outcome: "fail",
    },
    {
      name: "CFG-03: leaves IAM types out",
      record: regionRecording(
        {},
        {
          recordingGroup: {
            allSupported: false,
            exclusionByResourceTypes: { resourceTypes: ["AWS::IAM::Role"] },
            recordingStrategy: { useOnly: "EXCLUSION_BY_RESOURCE_TYPES" },
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "leaves out what was decided",
      record: regionRecording(
        {},
        {
          recordingGroup: {
            allSupported: false,
            exclusionByResourceTypes: { resourceTypes: ["AWS::EC2::NetworkInterface"] },
          },
        },
      ),
      outcome: "pass",
      params: { allowedExclusions: ["AWS::EC2::NetworkInterface"] },
    },
    {
      name: "not stated",
      record: regionRecording({}, { recordingGroup: undefined }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
