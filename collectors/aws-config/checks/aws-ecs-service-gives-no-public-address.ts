import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { ecsServiceKind } from "../evidence.ts";
import { textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ecs-service-gives-no-public-address",
  version: 1,
  title: "Services give tasks no public address",
  rationale: "A task with a public address is reachable past the load balancer and its firewall.",
  severity: "medium",
  over: ecsServiceKind,
  params: z.object({}),
  remediation: "Put tasks into private subnets and set AssignPublicIp to DISABLED.",
  expected: () => "AssignPublicIp is DISABLED",
  test(record) {
    const value = textIn(record, "configuration.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp");
    if (value === undefined) return undetermined("schema-mismatch", "AWS Config did not state AssignPublicIp");
    return value.toUpperCase() === "DISABLED" ? pass("AssignPublicIp is DISABLED") : fail(`AssignPublicIp is ${value}`);
  },
  examples: [
    {
      name: "disabled",
      record: item("AWS::ECS::Service", {
        NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "DISABLED" } },
      }),
      outcome: "pass",
    },
    {
      name: "enabled",
      record: item("AWS::ECS::Service", {
        NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: "ENABLED" } },
      }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::ECS::Service"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
