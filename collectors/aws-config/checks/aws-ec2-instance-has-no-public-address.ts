import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { ec2InstanceKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-instance-has-no-public-address",
  version: 1,
  title: "Instances have no public address",
  rationale: "An address on the internet makes each mistake in a rule or a service reachable from everywhere.",
  severity: "medium",
  over: ec2InstanceKind,
  params: z.object({
    allowedTag: z
      .string()
      .min(1)
      .default("public")
      .describe("tag key that marks instances that are public on purpose. origin: our default"),
  }),
  remediation: "Put the instance behind a load balancer or a proxy; administer it through Session Manager.",
  expected: ({ allowedTag }) => `the instance has no public IPv4 address, unless it is tagged ${allowedTag}`,
  test(record, ctx) {
    if (["terminated", "shutting-down"].includes((textIn(record, "configuration.state.name") ?? "").toLowerCase()))
      return notApplicable("terminated");
    const interfaces = list(record, "configuration.networkInterfaces");
    const addresses = interfaces.flatMap((each) => {
      const address = textIn(each, "association.publicIp");
      return address === undefined ? [] : [address];
    });
    const own = textIn(record, "configuration.publicIpAddress");
    if (own !== undefined && own !== "" && !addresses.includes(own)) addresses.push(own);
    if (addresses.length === 0) return pass("no public address");
    const meant = record.tags?.some(({ key }) => key === ctx.params.allowedTag) === true;
    return meant
      ? pass(`${addresses.join(", ")}, on purpose: tagged ${ctx.params.allowedTag}`)
      : fail(`public address ${addresses.join(", ")}`);
  },
  examples: [
    {
      name: "private",
      record: item("AWS::EC2::Instance", { networkInterfaces: [{ privateIpAddress: "10.0.0.4" }] }),
      outcome: "pass",
    },
    {
      name: "public on purpose",
      record: item(
        "AWS::EC2::Instance",
        { networkInterfaces: [{ association: { publicIp: "192.0.2.10" } }] },
        { tags: [{ key: "public", value: "bastion" }] },
      ),
      outcome: "pass",
    },
    {
      name: "public",
      record: item("AWS::EC2::Instance", { networkInterfaces: [{ association: { publicIp: "192.0.2.10" } }] }),
      outcome: "fail",
    },
    {
      name: "public by its own member",
      record: item("AWS::EC2::Instance", { publicIpAddress: "192.0.2.10", networkInterfaces: [] }),
      outcome: "fail",
    },
    {
      name: "terminated",
      record: item("AWS::EC2::Instance", { state: { name: "terminated" } }),
      outcome: "not-applicable",
    },
    { name: "not stated", record: item("AWS::EC2::Instance"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
