import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { complete } from "../../_aws/policy/index.ts";
import { flowLogKind, vpcKind } from "../evidence.ts";
import { nameOf, text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const log = (more: object): object =>
  item("AWS::EC2::FlowLog", { resourceId: "example", trafficType: "ALL", flowLogStatus: "ACTIVE", ...more });
export default defineCheck({
  id: "aws-ec2-vpc-has-flow-log",
  version: 1,
  title: "Networks have a flow log",
  rationale: "Without a flow log nobody can say who talked to whom.",
  severity: "medium",
  over: vpcKind,
  reads: [flowLogKind],
  params: z.object({
    trafficTypes: z
      .array(z.string())
      .default(["ALL", "REJECT"])
      .describe("kinds of traffic that are enough. origin: CIS AWS Foundations 3.0 3.7: rejected traffic"),
  }),
  remediation: "Switch on a flow log for the network, for rejected traffic at least.",
  expected: ({ trafficTypes }) =>
    `an active flow log of the network records ${trafficTypes.join(" or ")} (CIS AWS Foundations 3.0 3.7)`,
  test(record, ctx) {
    const logs = ctx.read(flowLogKind);
    const vpc = record.resourceId;
    const others: string[] = [];
    for (const log of logs.seen()) {
      if (textIn(log, "configuration.resourceId") !== vpc || log.awsRegion !== record.awsRegion) continue;
      const status = (textIn(log, "configuration.flowLogStatus") ?? "ACTIVE").toUpperCase();
      const traffic = text(log, "configuration.trafficType").toUpperCase();
      if (status === "ACTIVE" && ctx.params.trafficTypes.includes(traffic))
        return pass(`flow log ${nameOf(log)} records ${traffic}`);
      others.push(`${nameOf(log)} ${status} ${traffic}`);
    }
    complete(logs);
    return fail(others.length === 0 ? "no flow log" : `only ${others.join(", ")}`);
  },
  examples: [
    {
      name: "all traffic",
      record: item("AWS::EC2::VPC"),
      outcome: "pass",
      reads: { "aws-config.ec2-flow-log": [log({})] },
    },
    {
      name: "accepted traffic only",
      record: item("AWS::EC2::VPC"),
      outcome: "fail",
      reads: { "aws-config.ec2-flow-log": [log({ trafficType: "ACCEPT" })] },
    },
    {
      name: "of another network",
      record: item("AWS::EC2::VPC"),
      outcome: "fail",
      reads: { "aws-config.ec2-flow-log": [log({ resourceId: "vpc-2" })] },
    },
    { name: "none", record: item("AWS::EC2::VPC"), outcome: "fail" },
    {
      name: "flow logs not recorded",
      record: item("AWS::EC2::VPC"),
      outcome: "undetermined",
      unavailable: { "aws-config.ec2-flow-log": "disabled" },
      reason: "disabled",
    },
  ],
});
