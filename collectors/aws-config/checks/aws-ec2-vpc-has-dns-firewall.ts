import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { dnsFirewallAssociationKind, networkInterfaceKind, vpcKind } from "../evidence.ts";
import { nameOf, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const nic = item("AWS::EC2::NetworkInterface", { vpcId: "example" });
export default defineCheck({
  id: "aws-ec2-vpc-has-dns-firewall",
  version: 1,
  title: "Networks filter names",
  rationale: "Malware asks the name service first; a filter there stops it whatever the protocol.",
  severity: "low",
  over: vpcKind,
  reads: [dnsFirewallAssociationKind, networkInterfaceKind],
  params: z.object({}),
  remediation: "Associate a DNS Firewall rule group with the managed lists of AWS.",
  expected: () => "a rule group of DNS Firewall is associated with the network",
  test(record, ctx) {
    const associations = ctx.read(dnsFirewallAssociationKind);
    const interfaces = ctx.read(networkInterfaceKind);
    for (const each of associations.seen())
      if (textIn(each, "configuration.VpcId") === record.resourceId && each.awsRegion === record.awsRegion)
        return pass(`rule group ${textIn(each, "configuration.FirewallRuleGroupId") ?? nameOf(each)}`);
    const used = [...interfaces.seen()].some(
      (each) => textIn(each, "configuration.vpcId") === record.resourceId && each.awsRegion === record.awsRegion,
    );
    if (!used) complete(interfaces);
    if (!used) return notApplicable("nothing is in the network");
    complete(associations);
    return fail("no rule group is associated");
  },
  examples: [
    {
      name: "associated",
      record: item("AWS::EC2::VPC"),
      outcome: "pass",
      reads: {
        "aws-config.dns-firewall-association": [
          item("AWS::Route53Resolver::FirewallRuleGroupAssociation", {
            VpcId: "example",
            FirewallRuleGroupId: "rslvr-frg-1",
          }),
        ],
        "aws-config.ec2-network-interface": [nic],
      },
    },
    {
      name: "not associated",
      record: item("AWS::EC2::VPC"),
      outcome: "fail",
      reads: { "aws-config.ec2-network-interface": [nic] },
    },
    { name: "nothing in the network", record: item("AWS::EC2::VPC"), outcome: "not-applicable" },
    {
      name: "not recorded",
      record: item("AWS::EC2::VPC"),
      outcome: "undetermined",
      reads: { "aws-config.ec2-network-interface": [nic] },
      unavailable: { "aws-config.dns-firewall-association": "disabled" },
      reason: "disabled",
    },
  ],
});
