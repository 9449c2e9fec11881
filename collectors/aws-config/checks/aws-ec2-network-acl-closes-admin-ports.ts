import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { networkAclKind } from "../evidence.ts";
import { flag } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { incomingEntries, letsIn } from "./support/network.ts";

const entry = (ruleAction: string, ruleNumber: number, from: number, to: number): object => ({
  egress: false,
  ruleAction,
  ruleNumber,
  protocol: "6",
  cidrBlock: "0.0.0.0/0",
  portRange: { from, to },
});
export default defineCheck({
  id: "aws-ec2-network-acl-closes-admin-ports",
  version: 1,
  title: "Network ACLs close administrative ports to the internet",
  rationale: "The list at the edge of the subnet holds also when a group is opened by mistake.",
  severity: "medium",
  over: networkAclKind,
  params: z.object({
    ports: z.array(z.number().int()).default([22, 3389]).describe("ports. origin: CIS AWS Foundations 3.0 5.1"),
    includeDefault: z
      .boolean()
      .default(false)
      .describe("judge default lists too, which AWS makes open. origin: our default: groups decide there"),
  }),
  remediation: "Deny the ports from anywhere, in the list of each subnet with a way to the internet.",
  expected: ({ ports }) => `ports ${ports.join(", ")} from anywhere are not let in (CIS AWS Foundations 3.0 5.1)`,
  test(record, ctx) {
    if (!ctx.params.includeDefault && flag(record, "configuration.isDefault"))
      return notApplicable("a default list: open by design, security groups decide");
    const entries = incomingEntries(record);
    const open = ctx.params.ports.filter((port) => letsIn(entries, port));
    return open.length === 0 ? pass("not let in") : fail(`lets in ${open.join(", ")} from anywhere`);
  },
  examples: [
    {
      name: "web only",
      record: item("AWS::EC2::NetworkAcl", { isDefault: false, entries: [entry("allow", 100, 443, 443)] }),
      outcome: "pass",
    },
    {
      name: "denied first",
      record: item("AWS::EC2::NetworkAcl", {
        isDefault: false,
        entries: [entry("allow", 100, 0, 65535), entry("deny", 90, 22, 22), entry("deny", 91, 3389, 3389)],
      }),
      outcome: "pass",
    },
    {
      name: "everything",
      record: item("AWS::EC2::NetworkAcl", { isDefault: false, entries: [entry("allow", 100, 0, 65535)] }),
      outcome: "fail",
    },
    {
      name: "denied too late",
      record: item("AWS::EC2::NetworkAcl", {
        isDefault: false,
        entries: [entry("allow", 100, 22, 22), entry("deny", 110, 22, 22)],
      }),
      outcome: "fail",
    },
    {
      name: "a default list",
      record: item("AWS::EC2::NetworkAcl", { isDefault: true, entries: [entry("allow", 100, 0, 65535)] }),
      outcome: "not-applicable",
    },
    {
      name: "a default list, where it counts",
      record: item("AWS::EC2::NetworkAcl", { isDefault: true, entries: [entry("allow", 100, 0, 65535)] }),
      outcome: "fail",
      params: { includeDefault: true },
    },
    {
      name: "entries not stated",
      record: item("AWS::EC2::NetworkAcl", { isDefault: false }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "an entry in part",
      record: item("AWS::EC2::NetworkAcl", { isDefault: false, entries: [{ egress: false, ruleAction: "allow" }] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
