import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { securityGroupKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { groupRules } from "./support/network.ts";
export default defineCheck({
  id: "aws-ec2-security-group-default-is-closed",
  version: 1,
  title: "Default security groups are closed",
  rationale: "What is started without a thought lands in the default group.",
  severity: "medium",
  over: securityGroupKind,
  params: z.object({}),
  remediation: "Remove all rules of the default group and use groups of their own.",
  expected: () => "the default group of a network has no rules (CIS AWS Foundations 3.0 5.4)",
  test(record) {
    if (text(record, "configuration.groupName") !== "default") return notApplicable("not a default group");
    const incoming = groupRules(record, "ipPermissions");
    const outgoing = groupRules(record, "ipPermissionsEgress");
    const observed = `${incoming.length} rules for incoming and ${outgoing.length} for outgoing traffic`;
    return incoming.length + outgoing.length === 0 ? pass(observed) : fail(observed);
  },
  examples: [
    {
      name: "closed",
      record: item("AWS::EC2::SecurityGroup", { groupName: "default", ipPermissions: [], ipPermissionsEgress: [] }),
      outcome: "pass",
    },
    {
      name: "as AWS makes it",
      record: item("AWS::EC2::SecurityGroup", {
        groupName: "default",
        ipPermissions: [{ ipProtocol: "-1", userIdGroupPairs: [{ groupId: "sg-1" }] }],
        ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "fail",
    },
    {
      name: "only outgoing",
      record: item("AWS::EC2::SecurityGroup", {
        groupName: "default",
        ipPermissions: [],
        ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }],
      }),
      outcome: "fail",
    },
    { name: "another group", record: item("AWS::EC2::SecurityGroup", { groupName: "web" }), outcome: "not-applicable" },
    {
      name: "rules not stated",
      record: item("AWS::EC2::SecurityGroup", { groupName: "default" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
