import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { loadBalancerKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { attribute } from "./support/load-balancers.ts";

const balancer = (value: string, type = "application"): ReturnType<typeof item> =>
  item(
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    { type },
    {
      supplementaryConfiguration: {
        LoadBalancerAttributes: [{ key: "routing.http.drop_invalid_header_fields.enabled", value }],
      },
    },
  );
export default defineCheck({
  id: "aws-elb-load-balancer-drops-invalid-headers",
  version: 1,
  title: "Load balancers drop malformed headers",
  rationale: "Malformed headers are how one request is smuggled inside another.",
  severity: "low",
  over: loadBalancerKind,
  params: z.object({}),
  remediation: "Set routing.http.drop_invalid_header_fields.enabled.",
  expected: () => "routing.http.drop_invalid_header_fields.enabled is true",
  test(record) {
    if (text(record, "configuration.type").toLowerCase() !== "application")
      return notApplicable("not an application load balancer");
    const value = attribute(record, "routing.http.drop_invalid_header_fields.enabled");
    return value === "true"
      ? pass("invalid headers are dropped")
      : fail(`routing.http.drop_invalid_header_fields.enabled is ${value}`);
  },
  examples: [
    { name: "dropped", record: balancer("true"), outcome: "pass" },
    { name: "passed on", record: balancer("false"), outcome: "fail" },
    { name: "network load balancer", record: balancer("false", "network"), outcome: "not-applicable" },
    {
      name: "not stated",
      record: item("AWS::ElasticLoadBalancingV2::LoadBalancer", { type: "application" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
