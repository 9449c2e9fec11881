import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { autoScalingGroupKind } from "../evidence.ts";
import { list } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-autoscaling-group-spans-zones",
  version: 1,
  title: "Groups span zones",
  rationale: "A group in one zone goes with that zone.",
  severity: "medium",
  over: autoScalingGroupKind,
  params: z.object({
    minZones: z
      .number()
      .int()
      .min(1)
      .default(2)
      .describe("zones. origin: AWS Foundational Security Best Practices AutoScaling.2"),
  }),
  remediation: "Add subnets of further zones to the group.",
  expected: ({ minZones }) => `the group is in ${minZones} zones or more`,
  test(record, ctx) {
    const zones = list(record, "configuration.availabilityZones").length;
    return zones >= ctx.params.minZones ? pass(`${zones} zones`) : fail(`${zones} ${zones === 1 ? "zone" : "zones"}`);
  },
  examples: [
    {
      name: "two",
      record: item("AWS::AutoScaling::AutoScalingGroup", { availabilityZones: ["eu-west-1a", "eu-west-1b"] }),
      outcome: "pass",
    },
    {
      name: "one",
      record: item("AWS::AutoScaling::AutoScalingGroup", { availabilityZones: ["eu-west-1a"] }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::AutoScaling::AutoScalingGroup"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
