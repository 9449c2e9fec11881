import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { recorderKind } from "../evidence.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-config-recorder-records-continuously",
  version: 1,
  title: "AWS Config records changes as they happen",
  rationale:
    "A daily recording shows the state of the day: what was changed and changed back in between leaves no trace.",
  severity: "low",
  over: recorderKind,
  params: z.object({}),
  remediation: "Set the recording frequency to continuous, at least for types that matter.",
  expected: () => "recordingFrequency is CONTINUOUS, without daily exceptions",
  test(record) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const frequency = known(record.recorder.recordingMode?.recordingFrequency, "recordingMode.recordingFrequency");
    const daily = (record.recorder.recordingMode?.recordingModeOverrides ?? []).filter(
      (override) => override["recordingFrequency"] === "DAILY",
    );
    if (frequency.toUpperCase() !== "CONTINUOUS") return fail(`recordingFrequency is ${frequency}`);
    return daily.length === 0
      ? pass("recordingFrequency is CONTINUOUS")
      : fail(`recordingFrequency is CONTINUOUS, but DAILY for ${daily.length} groups of types`);
  },
  examples: [
    { name: "continuous", record: regionRecording(), outcome: "pass" },
    { name: "daily", record: regionRecording({}, { recordingMode: { recordingFrequency: "DAILY" } }), outcome: "fail" },
    {
      name: "daily for some types",
      record: regionRecording(
        {},
        {
          recordingMode: {
            recordingFrequency: "CONTINUOUS",
            recordingModeOverrides: [{ recordingFrequency: "DAILY", resourceTypes: ["AWS::EC2::Volume"] }],
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: regionRecording({}, { recordingMode: undefined }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
