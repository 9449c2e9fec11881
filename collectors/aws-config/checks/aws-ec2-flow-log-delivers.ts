import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { flowLogKind } from "../evidence.ts";
import { text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-flow-log-delivers",
  version: 1,
  title: "Flow logs are delivered",
  rationale: "A flow log whose role or bucket was removed goes on existing and writes nothing.",
  severity: "medium",
  over: flowLogKind,
  params: z.object({}),
  remediation: "Correct the role or the destination named in the error.",
  expected: () => "deliverLogsStatus is SUCCESS",
  test(record) {
    const status = text(record, "configuration.deliverLogsStatus").toUpperCase();
    const why = textIn(record, "configuration.deliverLogsErrorMessage");
    return status === "SUCCESS"
      ? pass("deliverLogsStatus is SUCCESS")
      : fail(`deliverLogsStatus is ${status}${why === undefined ? "" : `: ${why}`}`);
  },
  examples: [
    { name: "success", record: item("AWS::EC2::FlowLog", { deliverLogsStatus: "SUCCESS" }), outcome: "pass" },
    {
      name: "failed",
      record: item("AWS::EC2::FlowLog", { deliverLogsStatus: "FAILED", deliverLogsErrorMessage: "Access error" }),
      outcome: "fail",
    },
    {
      name: "nothing delivered yet",
      record: item("AWS::EC2::FlowLog"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
