import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { networkInterfaceKind, vpcEndpointKind, vpcKind } from "../evidence.ts";
import { text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const nic = item("AWS::EC2::NetworkInterface", { vpcId: "example" });
export default defineCheck({
  id: "aws-ec2-vpc-has-private-way-to-storage",
  version: 1,
  title: "Networks reach storage privately",
  rationale:
    "Without an endpoint, traffic to S3 leaves the network, and no policy on the way can say to whose buckets.",
  severity: "low",
  over: vpcKind,
  reads: [vpcEndpointKind, networkInterfaceKind],
  params: z.object({
    services: z.array(z.string()).default(["s3"]).describe("services, by the end of their name. origin: our default"),
  }),
  remediation: "Add a gateway endpoint for S3 with a policy that names the organisation's buckets.",
  expected: ({ services }) => `the network has an available endpoint for ${services.join(", ")}`,
  test(record, ctx) {
    const interfaces = ctx.read(networkInterfaceKind);
    const endpoints = ctx.read(vpcEndpointKind);
    const mine = ({ awsRegion, configuration }: { awsRegion: string; configuration?: unknown }): boolean =>
      awsRegion === record.awsRegion && textIn(configuration, "vpcId") === record.resourceId;
    const found = new Set<string>();
    for (const endpoint of endpoints.seen())
      if (mine(endpoint) && (textIn(endpoint, "configuration.state") ?? "available").toLowerCase() === "available")
        found.add(text(endpoint, "configuration.serviceName").split(".").at(-1) ?? "");
    const missing = ctx.params.services.filter((service) => !found.has(service));
    if (missing.length === 0) return pass(`endpoints for ${[...found].join(", ")}`);
    const used = [...interfaces.seen()].some(mine);
    if (!used) complete(interfaces);
    if (!used) return notApplicable("nothing is in the network");
    complete(endpoints);
    return fail(`no endpoint for ${missing.join(", ")}`);
  },
  examples: [
    {
      name: "has one",
      record: item("AWS::EC2::VPC"),
      outcome: "pass",
      reads: {
        "aws-config.ec2-vpc-endpoint": [
          item("AWS::EC2::VPCEndpoint", {
            vpcId: "example",
            serviceName: "com.amazonaws.eu-west-1.s3",
            state: "available",
          }),
        ],
        "aws-config.ec2-network-interface": [nic],
      },
    },
    {
      name: "none",
      record: item("AWS::EC2::VPC"),
      outcome: "fail",
      reads: { "aws-config.ec2-network-interface": [nic] },
    },
    { name: "nothing in the network", record: item("AWS::EC2::VPC"), outcome: "not-applicable" },
    {
      name: "endpoints not recorded",
      record: item("AWS::EC2::VPC"),
      outcome: "undetermined",
      reads: { "aws-config.ec2-network-interface": [nic] },
      unavailable: { "aws-config.ec2-vpc-endpoint": "disabled" },
      reason: "disabled",
    },
  ],
});
