import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { securityGroupKind } from "../evidence.ts";
import { item } from "./support/samples.ts";

import { carriesPorts, describeRule, groupRules, isAnywhere } from "./support/network.ts";
export default defineCheck({
  id: "aws-ec2-security-group-does-not-open-all-ports",
  version: 1,
  title: "No security group opens everything to the internet",
  rationale: "A rule for all traffic from anywhere is no filter.",
  severity: "critical",
  over: securityGroupKind,
  params: z.object({
    maxPorts: z.number().int().min(1).default(100).describe("ports in one rule. origin: our default"),
  }),
  remediation: "Name the ports and sources that are needed.",
  expected: ({ maxPorts }) => `no rule from anywhere opens more than ${maxPorts} ports`,
  test(record, ctx) {
    const open = groupRules(record, "ipPermissions").filter(
      (rule) =>
        rule.ranges.some(isAnywhere) && carriesPorts(rule.protocol) && rule.to - rule.from + 1 > ctx.params.maxPorts,
    );
    return open.length === 0 ? pass("no wide rule from anywhere") : fail(open.map(describeRule).join("; "));
  },
  examples: [
    {
      name: "one port",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "pass",
    },
    {
      name: "all traffic",
      record: item("AWS::EC2::SecurityGroup", { ipPermissions: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }] }),
      outcome: "fail",
    },
    {
      name: "a thousand ports",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 9000, toPort: 10000, ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "fail",
    },
    {
      name: "a thousand where they are allowed",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 9000, toPort: 9999, ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "pass",
      params: { maxPorts: 1000 },
    },
    { name: "not stated", record: item("AWS::EC2::SecurityGroup"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
