import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { cloudtrailTrailKind, recorderKind } from "../evidence.ts";
import { inside, nameOf } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-cloudtrail-trail-covers-all-regions",
  version: 1,
  title: "A trail covers all regions",
  rationale: "A trail of one region misses what an attacker does in another.",
  severity: "high",
  over: recorderKind,
  reads: [cloudtrailTrailKind],
  params: z.object({}),
  remediation: "Make one trail for all regions, best for the organisation.",
  expected: () => "a trail of all regions exists and, where AWS Config states it, records",
  test(record, ctx) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const trails = ctx.read(cloudtrailTrailKind);
    const others: string[] = [];
    for (const trail of trails.seen()) {
      const wide = inside(trail, "configuration.isMultiRegionTrail");
      const logging = inside(trail, "supplementaryConfiguration.TrailStatus.isLogging");
      const here = trail.awsRegion === record.awsRegion;
      if ((wide === true || here) && logging !== false)
        return pass(`trail ${nameOf(trail)}${wide === true ? ", all regions" : ""}`);
      others.push(`${nameOf(trail)} of ${trail.awsRegion}${logging === false ? ", stopped" : ""}`);
    }
    complete(trails);
    return fail(others.length === 0 ? "no trail" : `only ${others.join(", ")}`);
  },
  examples: [
    {
      name: "all regions",
      record: regionRecording(),
      outcome: "pass",
      reads: {
        "aws-config.cloudtrail-trail": [
          item("AWS::CloudTrail::Trail", { isMultiRegionTrail: true }, { awsRegion: "us-east-1" }),
        ],
      },
    },
    {
      name: "of this region",
      record: regionRecording(),
      outcome: "pass",
      reads: { "aws-config.cloudtrail-trail": [item("AWS::CloudTrail::Trail", { isMultiRegionTrail: false })] },
    },
    {
      name: "of another region",
      record: regionRecording(),
      outcome: "fail",
      reads: {
        "aws-config.cloudtrail-trail": [
          item("AWS::CloudTrail::Trail", { isMultiRegionTrail: false }, { awsRegion: "us-east-1" }),
        ],
      },
    },
    {
      name: "stopped",
      record: regionRecording(),
      outcome: "fail",
      reads: {
        "aws-config.cloudtrail-trail": [
          item(
            "AWS::CloudTrail::Trail",
            { isMultiRegionTrail: true },
            { supplementaryConfiguration: { TrailStatus: { isLogging: false } } },
          ),
        ],
      },
    },
    { name: "none", record: regionRecording(), outcome: "fail" },
    {
      name: "not recorded",
      record: regionRecording(),
      outcome: "undetermined",
      unavailable: { "aws-config.cloudtrail-trail": "disabled" },
      reason: "disabled",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
