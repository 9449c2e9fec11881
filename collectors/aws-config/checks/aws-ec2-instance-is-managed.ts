import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { ec2InstanceKind, managedInstanceKind } from "../evidence.ts";
import { textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-instance-is-managed",
  version: 1,
  title: "Instances are managed by Systems Manager",
  rationale: "A machine that the manager does not know is missing from software inventory and patch state.",
  severity: "medium",
  over: ec2InstanceKind,
  reads: [managedInstanceKind],
  params: z.object({}),
  remediation: "Install the agent and give the instance a role for it; switch on default host management.",
  expected: () => "an inventory of the instance is recorded",
  test(record, ctx) {
    if (
      ["terminated", "shutting-down", "stopped"].includes(
        (textIn(record, "configuration.state.name") ?? "").toLowerCase(),
      )
    )
      return notApplicable("does not run");
    const inventories = ctx.read(managedInstanceKind);
    for (const other of inventories.seen())
      if (other.resourceId === record.resourceId && other.awsRegion === record.awsRegion)
        return pass("an inventory is recorded");
    complete(inventories);
    return fail("no inventory is recorded");
  },
  examples: [
    {
      name: "managed",
      record: item("AWS::EC2::Instance", { state: { name: "running" } }),
      outcome: "pass",
      reads: { "aws-config.ssm-managed-instance": [item("AWS::SSM::ManagedInstanceInventory")] },
    },
    { name: "not managed", record: item("AWS::EC2::Instance", { state: { name: "running" } }), outcome: "fail" },
    {
      name: "one of the same name in another region",
      record: item("AWS::EC2::Instance", { state: { name: "running" } }),
      outcome: "fail",
      reads: {
        "aws-config.ssm-managed-instance": [item("AWS::SSM::ManagedInstanceInventory", {}, { awsRegion: "us-east-1" })],
      },
    },
    {
      name: "inventories not recorded",
      record: item("AWS::EC2::Instance", { state: { name: "running" } }),
      outcome: "undetermined",
      unavailable: { "aws-config.ssm-managed-instance": "disabled" },
      reason: "disabled",
    },
    { name: "stopped", record: item("AWS::EC2::Instance", { state: { name: "stopped" } }), outcome: "not-applicable" },
  ],
});
