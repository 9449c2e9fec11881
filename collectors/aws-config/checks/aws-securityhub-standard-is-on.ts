import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { recorderKind, securityHubStandardKind } from "../evidence.ts";
import { nameOf } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-securityhub-standard-is-on",
  version: 1,
  title: "A standard of Security Hub is switched on",
  rationale: "Comparison with a published standard finds what nobody thought of.",
  severity: "medium",
  over: recorderKind,
  reads: [securityHubStandardKind],
  params: z.object({}),
  remediation: "Switch on the AWS Foundational Security Best Practices or CIS standard.",
  expected: () => "a standard is recorded in the region",
  test(record, ctx) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const standards = ctx.read(securityHubStandardKind);
    const here = [...standards.seen()].filter(({ awsRegion }) => awsRegion === record.awsRegion);
    if (here.length > 0) return pass(here.map(nameOf).join(", "));
    complete(standards);
    return fail("no standard");
  },
  examples: [
    {
      name: "on",
      record: regionRecording(),
      outcome: "pass",
      reads: { "aws-config.securityhub-standard": [item("AWS::SecurityHub::Standard")] },
    },
    { name: "none", record: regionRecording(), outcome: "fail" },
    {
      name: "elsewhere only",
      record: regionRecording(),
      outcome: "fail",
      reads: {
        "aws-config.securityhub-standard": [item("AWS::SecurityHub::Standard", {}, { awsRegion: "us-east-1" })],
      },
    },
    {
      name: "not recorded",
      record: regionRecording(),
      outcome: "undetermined",
      unavailable: { "aws-config.securityhub-standard": "disabled" },
      reason: "disabled",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
