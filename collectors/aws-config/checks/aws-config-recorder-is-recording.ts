import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { recorderKind } from "../evidence.ts";

import { isRecording, regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-config-recorder-is-recording",
  version: 1,
  title: "AWS Config records in every region",
  rationale: "A region that is not recorded can hold anything: nobody lists it and nobody sees it change.",
  severity: "high",
  over: recorderKind,
  params: z.object({}),
  remediation:
    "Switch on a recorder in the region, also where nothing should run, or close the region by a control policy.",
  expected: () => "the region has a recorder of its own and it is recording (CIS AWS Foundations 3.0 3.3)",
  test(record) {
    if (record.recorder === null) return fail(`AWS Config is off in ${record.awsRegion}`);
    return isRecording(record.recorder)
      ? pass(`recorder ${record.recorder.name} is recording`)
      : fail(`recorder ${record.recorder.name} is stopped`);
  },
  examples: [
    { name: "recording", record: regionRecording(), outcome: "pass" },
    { name: "off", record: regionRecording({ recorder: null }), outcome: "fail" },
    {
      name: "only a service's own recorder",
      record: regionRecording({
        recorder: null,
        serviceLinked: [
          {
            name: "AWSConfigurationRecorderForObservabilityAdmin",
            servicePrincipal: "observabilityadmin.amazonaws.com",
          },
        ],
      }),
      outcome: "fail",
    },
    { name: "stopped", record: regionRecording({}, { status: { recording: false } }), outcome: "fail" },
    {
      name: "status not read",
      record: regionRecording({}, { status: undefined }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
