import { defineCheck, fail, known, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { ec2InstanceKind } from "../evidence.ts";
import { inside, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-instance-has-role",
  version: 1,
  title: "Instances have a role",
  rationale: "Programs on an instance without a role bring keys of their own, and those do not expire.",
  severity: "low",
  over: ec2InstanceKind,
  params: z.object({}),
  remediation: "Attach an instance profile whose role has what the programs need.",
  expected: () => "the instance has an instance profile",
  test(record) {
    if (["terminated", "shutting-down"].includes((textIn(record, "configuration.state.name") ?? "").toLowerCase()))
      return notApplicable("terminated");
    const configuration = known(record.configuration, "configuration");
    if (!("iamInstanceProfile" in configuration))
      return undetermined("schema-mismatch", "AWS Config did not state iamInstanceProfile");
    const profile = known(inside(configuration, "iamInstanceProfile"), "iamInstanceProfile");
    const arn = textIn(profile, "arn");
    return arn === undefined ? fail("no instance profile") : pass(`instance profile ${arn}`);
  },
  examples: [
    {
      name: "has one",
      record: item("AWS::EC2::Instance", {
        iamInstanceProfile: { arn: "arn:aws:iam::111122223333:instance-profile/web" },
      }),
      outcome: "pass",
    },
    { name: "has none", record: item("AWS::EC2::Instance", { iamInstanceProfile: {} }), outcome: "fail" },
    {
      name: "null: not stated",
      record: item("AWS::EC2::Instance", { iamInstanceProfile: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::EC2::Instance"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
