import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { securityGroupKind } from "../evidence.ts";
import { item } from "./support/samples.ts";

import { groupRules, isAnywhere } from "./support/network.ts";
export default defineCheck({
  id: "aws-ec2-security-group-limits-outgoing-traffic",
  version: 1,
  title: "Security groups limit outgoing traffic",
  rationale: "A stolen machine sends data wherever its rules let it.",
  severity: "low",
  over: securityGroupKind,
  params: z.object({}),
  remediation: "Name destinations or send traffic through a firewall with a list of domains.",
  expected: () => "no rule allows all outgoing traffic to anywhere",
  test(record) {
    const open = groupRules(record, "ipPermissionsEgress").filter(
      (rule) => rule.protocol === "-1" && rule.ranges.some(isAnywhere),
    );
    return open.length === 0
      ? pass("outgoing traffic is limited")
      : fail("all outgoing traffic to anywhere is allowed");
  },
  examples: [
    {
      name: "HTTPS only",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissionsEgress: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "pass",
    },
    {
      name: "as AWS makes it",
      record: item("AWS::EC2::SecurityGroup", { ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }] }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::EC2::SecurityGroup"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
