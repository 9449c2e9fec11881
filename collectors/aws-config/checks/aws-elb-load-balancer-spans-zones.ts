import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { loadBalancerKind } from "../evidence.ts";
import { list } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-elb-load-balancer-spans-zones",
  version: 1,
  title: "Load balancers span zones",
  rationale: "A balancer in one zone goes with that zone, whatever stands behind it.",
  severity: "medium",
  over: loadBalancerKind,
  params: z.object({
    minZones: z
      .number()
      .int()
      .min(1)
      .default(2)
      .describe("zones. origin: AWS Foundational Security Best Practices ELB.13"),
  }),
  remediation: "Add subnets of further zones.",
  expected: ({ minZones }) => `the load balancer is in ${minZones} zones or more`,
  test(record, ctx) {
    const zones = list(record, "configuration.availabilityZones").length;
    return zones >= ctx.params.minZones ? pass(`${zones} zones`) : fail(`${zones} ${zones === 1 ? "zone" : "zones"}`);
  },
  examples: [
    {
      name: "two",
      record: item("AWS::ElasticLoadBalancingV2::LoadBalancer", {
        availabilityZones: [{ zoneName: "eu-west-1a" }, { zoneName: "eu-west-1b" }],
      }),
      outcome: "pass",
    },
    {
      name: "one",
      record: item("AWS::ElasticLoadBalancingV2::LoadBalancer", { availabilityZones: [{ zoneName: "eu-west-1a" }] }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::ElasticLoadBalancingV2::LoadBalancer"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
