import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { dated, daysAgo, wholeDays } from "../../_aws/policy/index.ts";
import { ec2VolumeKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ebs-volume-is-attached",
  version: 1,
  title: "No volume is left over",
  rationale: "A volume without an instance keeps data that nobody watches or deletes.",
  severity: "low",
  over: ec2VolumeKind,
  params: z.object({
    graceDays: z.number().int().min(0).default(30).describe("days after creation. origin: our default"),
  }),
  remediation: "Make a last snapshot where needed, with an end date, and delete the volume.",
  expected: ({ graceDays }) => `the volume is attached, or was made less than ${graceDays} days ago`,
  test(record, ctx) {
    const state = text(record, "configuration.state").toLowerCase();
    if (state !== "available") return pass(`state is ${state}`);
    const made = text(record, "configuration.createTime");
    const observed = `state is available, made ${dated(made, ctx.asOf)}`;
    return wholeDays(made, ctx.asOf) < ctx.params.graceDays ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "attached", record: item("AWS::EC2::Volume", { state: { value: "in-use" } }), outcome: "pass" },
    {
      name: "new",
      record: item("AWS::EC2::Volume", { state: { value: "available" }, createTime: daysAgo(3) }),
      outcome: "pass",
    },
    {
      name: "left over",
      record: item("AWS::EC2::Volume", { state: { value: "available" }, createTime: daysAgo(200) }),
      outcome: "fail",
    },
    {
      name: "age not stated",
      record: item("AWS::EC2::Volume", { state: { value: "available" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "state not stated", record: item("AWS::EC2::Volume"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
