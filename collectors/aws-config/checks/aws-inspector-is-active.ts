import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { inspectorActivationKind, recorderKind } from "../evidence.ts";
import { nameOf } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-inspector-is-active",
  version: 1,
  title: "Inspector examines the region's resources",
  rationale: "What is not examined for known weaknesses has them until somebody else finds them.",
  severity: "medium",
  over: recorderKind,
  reads: [inspectorActivationKind],
  params: z.object({}),
  remediation: "Activate Amazon Inspector for instances, images and functions.",
  expected: () => "an activation is recorded in the region",
  test(record, ctx) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const activations = ctx.read(inspectorActivationKind);
    const here = [...activations.seen()].filter(({ awsRegion }) => awsRegion === record.awsRegion);
    if (here.length > 0) return pass(here.map(nameOf).join(", "));
    complete(activations);
    return fail("no activation");
  },
  examples: [
    {
      name: "active",
      record: regionRecording(),
      outcome: "pass",
      reads: { "aws-config.inspector-activation": [item("AWS::InspectorV2::Activation")] },
    },
    { name: "none", record: regionRecording(), outcome: "fail" },
    {
      name: "not recorded",
      record: regionRecording(),
      outcome: "undetermined",
      unavailable: { "aws-config.inspector-activation": "disabled" },
      reason: "disabled",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
