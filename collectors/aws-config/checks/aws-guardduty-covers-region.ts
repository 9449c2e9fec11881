import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { guarddutyDetectorKind, recorderKind } from "../evidence.ts";
import { flag, nameOf } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-guardduty-covers-region",
  version: 1,
  title: "Detection is on in every recorded region",
  rationale: "Whoever was found in one region goes on in the next.",
  severity: "high",
  over: recorderKind,
  reads: [guarddutyDetectorKind],
  params: z.object({}),
  remediation: "Switch on GuardDuty in every region, best through the organisation.",
  expected: () => "a detector of the region is recorded and on",
  test(record, ctx) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const detectors = ctx.read(guarddutyDetectorKind);
    let off = 0;
    for (const detector of detectors.seen()) {
      if (detector.awsRegion !== record.awsRegion) continue;
      if (flag(detector, "configuration.Enable")) return pass(`detector ${nameOf(detector)}`);
      off++;
    }
    complete(detectors);
    return fail(off === 0 ? "no detector" : "the detector is suspended");
  },
  examples: [
    {
      name: "on",
      record: regionRecording(),
      outcome: "pass",
      reads: { "aws-config.guardduty-detector": [item("AWS::GuardDuty::Detector", { Enable: true })] },
    },
    {
      name: "suspended",
      record: regionRecording(),
      outcome: "fail",
      reads: { "aws-config.guardduty-detector": [item("AWS::GuardDuty::Detector", { Enable: false })] },
    },
    {
      name: "elsewhere only",
      record: regionRecording(),
      outcome: "fail",
      reads: {
        "aws-config.guardduty-detector": [
          item("AWS::GuardDuty::Detector", { Enable: true }, { awsRegion: "us-east-1" }),
        ],
      },
    },
    { name: "none", record: regionRecording(), outcome: "fail" },
    {
      name: "not recorded",
      record: regionRecording(),
      outcome: "undetermined",
      unavailable: { "aws-config.guardduty-detector": "disabled" },
      reason: "disabled",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
