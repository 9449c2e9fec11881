import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { autoScalingGroupKind } from "../evidence.ts";
import { listIn, member, text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-autoscaling-group-checks-health",
  version: 1,
  title: "Groups replace machines that stopped answering",
  rationale: "A machine that runs and does not answer is kept unless the load balancer is asked.",
  severity: "low",
  over: autoScalingGroupKind,
  params: z.object({}),
  remediation: "Set the health check type to ELB.",
  expected: () => "a group behind a load balancer uses its health check",
  test(record) {
    const balancers = [
      ...listIn(record, "configuration.loadBalancerNames"),
      ...listIn(record, "configuration.targetGroupARNs"),
    ];
    if (
      member(record, "configuration.loadBalancerNames") === undefined &&
      member(record, "configuration.targetGroupARNs") === undefined
    )
      return undetermined("schema-mismatch", "whether the group is behind a load balancer was not stated");
    if (balancers.length === 0) return notApplicable("no load balancer");
    const type = text(record, "configuration.healthCheckType");
    return type.toUpperCase().includes("ELB") ? pass(type) : fail(type);
  },
  examples: [
    {
      name: "ELB",
      record: item("AWS::AutoScaling::AutoScalingGroup", { targetGroupARNs: ["tg"], healthCheckType: "ELB" }),
      outcome: "pass",
    },
    {
      name: "EC2",
      record: item("AWS::AutoScaling::AutoScalingGroup", { loadBalancerNames: ["web"], healthCheckType: "EC2" }),
      outcome: "fail",
    },
    {
      name: "none",
      record: item("AWS::AutoScaling::AutoScalingGroup", { loadBalancerNames: [], targetGroupARNs: [] }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: item("AWS::AutoScaling::AutoScalingGroup"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
