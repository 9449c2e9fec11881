import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { networkFirewallPolicyKind } from "../evidence.ts";
import { list } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-network-firewall-drops-by-default",
  version: 1,
  title: "Network firewalls do not let pass by default",
  rationale: "A firewall that lets pass what no rule names filters only what somebody thought of.",
  severity: "medium",
  over: networkFirewallPolicyKind,
  params: z.object({}),
  remediation: "Forward to the stateful rules, and drop there what no rule allows.",
  expected: () => "the stateless default action is to drop or to forward to stateful rules, of which there are some",
  test(record) {
    const actions = list(record, "configuration.firewallPolicy.statelessDefaultActions").map(String);
    if (actions.includes("aws:pass")) return fail("passes by default");
    if (actions.includes("aws:drop")) return pass("drops by default");
    const groups = list(record, "configuration.firewallPolicy.statefulRuleGroupReferences");
    return groups.length > 0
      ? pass(`forwards to ${groups.length} stateful rule groups`)
      : fail("forwards to stateful rules, of which there are none");
  },
  examples: [
    {
      name: "drops",
      record: item("AWS::NetworkFirewall::FirewallPolicy", {
        firewallPolicy: { statelessDefaultActions: ["aws:drop"] },
      }),
      outcome: "pass",
    },
    {
      name: "forwards",
      record: item("AWS::NetworkFirewall::FirewallPolicy", {
        firewallPolicy: {
          statelessDefaultActions: ["aws:forward_to_sfe"],
          statefulRuleGroupReferences: [
            { resourceArn: "arn:aws:network-firewall:eu-west-1:111122223333:stateful-rulegroup/domains" },
          ],
        },
      }),
      outcome: "pass",
    },
    {
      name: "passes",
      record: item("AWS::NetworkFirewall::FirewallPolicy", {
        firewallPolicy: { statelessDefaultActions: ["aws:pass"] },
      }),
      outcome: "fail",
    },
    {
      name: "forwards to nothing",
      record: item("AWS::NetworkFirewall::FirewallPolicy", {
        firewallPolicy: { statelessDefaultActions: ["aws:forward_to_sfe"], statefulRuleGroupReferences: [] },
      }),
      outcome: "fail",
    },
    {
      name: "rule groups not stated",
      record: item("AWS::NetworkFirewall::FirewallPolicy", {
        firewallPolicy: { statelessDefaultActions: ["aws:forward_to_sfe"] },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: item("AWS::NetworkFirewall::FirewallPolicy"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
