import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { ec2InstanceKind } from "../evidence.ts";
import { text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-instance-is-monitored-in-detail",
  version: 1,
  title: "Instances report each minute",
  rationale: "With five minutes between measurements an overload is over before the alarm.",
  severity: "low",
  over: ec2InstanceKind,
  params: z.object({}),
  remediation: "Switch on detailed monitoring where alarms rest on it.",
  expected: () => "monitoring.state is enabled",
  test(record) {
    if (
      ["terminated", "shutting-down", "stopped"].includes(
        (textIn(record, "configuration.state.name") ?? "").toLowerCase(),
      )
    )
      return notApplicable("does not run");
    const state = text(record, "configuration.monitoring.state").toLowerCase();
    return state === "enabled" || state === "pending"
      ? pass(`monitoring.state is ${state}`)
      : fail(`monitoring.state is ${state}`);
  },
  examples: [
    { name: "enabled", record: item("AWS::EC2::Instance", { monitoring: { state: "enabled" } }), outcome: "pass" },
    { name: "disabled", record: item("AWS::EC2::Instance", { monitoring: { state: "disabled" } }), outcome: "fail" },
    {
      name: "stopped",
      record: item("AWS::EC2::Instance", { monitoring: { state: "disabled" }, state: { name: "stopped" } }),
      outcome: "not-applicable",
    },
    { name: "not stated", record: item("AWS::EC2::Instance"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
