import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { securityGroupKind } from "../evidence.ts";
import { item } from "./support/samples.ts";

import { ADMIN_PORTS, describeRule, groupRules, isAnywhere, opens } from "./support/network.ts";
export default defineCheck({
  id: "aws-ec2-security-group-closes-admin-ports",
  version: 1,
  title: "Security groups close administrative ports to the internet",
  rationale: "Remote shells, databases and management interfaces that everybody can reach are tried by everybody.",
  severity: "critical",
  over: securityGroupKind,
  params: z.object({
    ports: z
      .array(z.number().int().min(0).max(65535))
      .default([...ADMIN_PORTS])
      .describe(
        "ports. origin: CIS AWS Foundations 3.0 5.2 and 5.3 (22, 3389) and AWS Foundational Security Best Practices EC2.19, with container and data store management",
      ),
  }),
  remediation: "Restrict the source, or remove the rule and use Session Manager or a VPN.",
  expected: ({ ports }) => `no rule from anywhere opens one of ${ports.length} administrative ports`,
  test(record, ctx) {
    const open = groupRules(record, "ipPermissions").filter(
      (rule) => rule.ranges.some(isAnywhere) && opens(rule, ctx.params.ports).length > 0,
    );
    if (open.length === 0) return pass("no administrative port is open to anywhere");
    const ports = [...new Set(open.flatMap((rule) => opens(rule, ctx.params.ports)))].toSorted((a, b) => a - b);
    return fail(
      `${open.map(describeRule).join("; ")} (${ports.slice(0, 8).join(", ")}${ports.length > 8 ? ` and ${ports.length - 8} more` : ""})`,
    );
  },
  examples: [
    {
      name: "HTTPS for everybody",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] }],
      }),
      outcome: "pass",
    },
    {
      name: "shell from an office",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp: "192.0.2.0/24" }] }],
      }),
      outcome: "pass",
    },
    { name: "no rules", record: item("AWS::EC2::SecurityGroup", { ipPermissions: [] }), outcome: "pass" },
    {
      name: "ping",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "icmp", fromPort: -1, toPort: -1, ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "pass",
    },
    {
      name: "shell",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] }],
      }),
      outcome: "fail",
    },
    {
      name: "shell over IPv6",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv6Ranges: [{ cidrIpv6: "::/0" }] }],
      }),
      outcome: "fail",
    },
    {
      name: "a range of ports",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 3000, toPort: 4000, ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "fail",
    },
    {
      name: "all traffic",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "-1", ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] }],
      }),
      outcome: "fail",
    },
    {
      name: "half of the internet",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp: "0.0.0.0/1" }] }],
      }),
      outcome: "fail",
    },
    {
      name: "ports not stated",
      record: item("AWS::EC2::SecurityGroup", {
        ipPermissions: [{ ipProtocol: "tcp", ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] }],
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "rules not stated",
      record: item("AWS::EC2::SecurityGroup"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
