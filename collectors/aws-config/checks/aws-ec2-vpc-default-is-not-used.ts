import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { networkInterfaceKind, vpcKind } from "../evidence.ts";
import { flag, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-vpc-default-is-not-used",
  version: 1,
  title: "Default networks are not used",
  rationale: "The default network is public by design: each subnet gives out public addresses.",
  severity: "low",
  over: vpcKind,
  reads: [networkInterfaceKind],
  params: z.object({}),
  remediation: "Move workloads to networks of their own and delete the default network.",
  expected: () => "nothing has an interface in a default network",
  test(record, ctx) {
    if (!flag(record, "configuration.isDefault")) return notApplicable("not a default network");
    const interfaces = ctx.read(networkInterfaceKind);
    let used = 0;
    for (const each of interfaces.seen())
      if (textIn(each, "configuration.vpcId") === record.resourceId && each.awsRegion === record.awsRegion) used++;
    if (used > 0) return fail(`${used} network interfaces in the default network`);
    complete(interfaces);
    return pass("nothing in the default network");
  },
  examples: [
    { name: "unused", record: item("AWS::EC2::VPC", { isDefault: true }), outcome: "pass" },
    {
      name: "used",
      record: item("AWS::EC2::VPC", { isDefault: true }),
      outcome: "fail",
      reads: { "aws-config.ec2-network-interface": [item("AWS::EC2::NetworkInterface", { vpcId: "example" })] },
    },
    { name: "another network", record: item("AWS::EC2::VPC", { isDefault: false }), outcome: "not-applicable" },
    {
      name: "interfaces not recorded",
      record: item("AWS::EC2::VPC", { isDefault: true }),
      outcome: "undetermined",
      unavailable: { "aws-config.ec2-network-interface": "disabled" },
      reason: "disabled",
    },
    { name: "not stated", record: item("AWS::EC2::VPC"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
