import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { loadBalancerKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { attribute } from "./support/load-balancers.ts";

const balancer = (value: unknown, type = "application"): ReturnType<typeof item> =>
  item(
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    { type },
    { supplementaryConfiguration: { LoadBalancerAttributes: value } },
  );
export default defineCheck({
  id: "aws-elb-load-balancer-logs-access",
  version: 1,
  title: "Load balancers log requests",
  rationale: "Who asked for what, from where, is in this log alone when the machine behind is gone.",
  severity: "medium",
  over: loadBalancerKind,
  params: z.object({}),
  remediation: "Switch on access logs of the load balancer.",
  expected: () => "access_logs.s3.enabled is true",
  test(record) {
    if (text(record, "configuration.type").toLowerCase() === "gateway")
      return notApplicable("a gateway load balancer has no access log");
    const value = attribute(record, "access_logs.s3.enabled");
    return value === "true" ? pass("access_logs.s3.enabled is true") : fail(`access_logs.s3.enabled is ${value}`);
  },
  examples: [
    { name: "on", record: balancer([{ key: "access_logs.s3.enabled", value: "true" }]), outcome: "pass" },
    { name: "as JSON text", record: balancer('[{"key":"access_logs.s3.enabled","value":"true"}]'), outcome: "pass" },
    { name: "off", record: balancer([{ key: "access_logs.s3.enabled", value: "false" }]), outcome: "fail" },
    { name: "gateway", record: balancer([], "gateway"), outcome: "not-applicable" },
    { name: "not among the attributes", record: balancer([]), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "not stated",
      record: item("AWS::ElasticLoadBalancingV2::LoadBalancer"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
