import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { recorderKind } from "../evidence.ts";

import { regionRecording } from "./support/recording.ts";
export default defineCheck({
  id: "aws-config-recorder-delivers",
  version: 1,
  title: "What AWS Config records is delivered",
  rationale: "A recorder that is switched on and fails looks healthy in every list.",
  severity: "high",
  over: recorderKind,
  params: z.object({}),
  remediation:
    "Read the error of the recorder's status: the usual causes are the bucket's policy and the recorder's role.",
  expected: () => "the last delivery of the recorder did not fail",
  test(record) {
    if (record.recorder === null) return notApplicable("no recorder: judged by aws-config-recorder-is-recording");
    const status = known(record.recorder.status?.lastStatus, "lastStatus").toLowerCase();
    const code = record.recorder.status?.lastErrorCode;
    if (status === "success") return pass("lastStatus is Success");
    if (status === "failure") return fail(`lastStatus is Failure${code === undefined ? "" : `: ${code}`}`);
    return undetermined(
      "no-population",
      `lastStatus is ${record.recorder.status?.lastStatus}: nothing was delivered yet`,
    );
  },
  examples: [
    { name: "success", record: regionRecording(), outcome: "pass" },
    {
      name: "as the model writes it",
      record: regionRecording({}, { status: { recording: true, lastStatus: "Success" } }),
      outcome: "pass",
    },
    {
      name: "CFG-02: FAILURE in upper case",
      record: regionRecording(
        {},
        { status: { recording: true, lastStatus: "FAILURE", lastErrorCode: "AccessDenied" } },
      ),
      outcome: "fail",
    },
    {
      name: "failure as the model writes it",
      record: regionRecording({}, { status: { recording: true, lastStatus: "Failure" } }),
      outcome: "fail",
    },
    {
      name: "pending",
      record: regionRecording({}, { status: { recording: true, lastStatus: "PENDING" } }),
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "status not stated",
      record: regionRecording({}, { status: { recording: true } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "no recorder", record: regionRecording({ recorder: null }), outcome: "not-applicable" },
  ],
});
