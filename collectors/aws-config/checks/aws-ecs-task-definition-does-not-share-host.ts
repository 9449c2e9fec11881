import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { ecsTaskDefinitionKind } from "../evidence.ts";
import { text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ecs-task-definition-does-not-share-host",
  version: 1,
  title: "Tasks do not share their host's network and processes",
  rationale: "A task in the host's network reaches what the host reaches, past its own security group.",
  severity: "medium",
  over: ecsTaskDefinitionKind,
  params: z.object({}),
  remediation: "Use awsvpc networking and a process namespace of the task.",
  expected: () => "NetworkMode is not host, PidMode and IpcMode are not host",
  test(record) {
    const network = text(record, "configuration.NetworkMode");
    const shared = [
      network === "host" ? "network" : undefined,
      textIn(record, "configuration.PidMode") === "host" ? "processes" : undefined,
      textIn(record, "configuration.IpcMode") === "host" ? "memory" : undefined,
    ].filter((each) => each !== undefined);
    return shared.length === 0 ? pass(`NetworkMode is ${network}`) : fail(`shares the host's ${shared.join(", ")}`);
  },
  examples: [
    { name: "its own", record: item("AWS::ECS::TaskDefinition", { NetworkMode: "awsvpc" }), outcome: "pass" },
    { name: "network of the host", record: item("AWS::ECS::TaskDefinition", { NetworkMode: "host" }), outcome: "fail" },
    {
      name: "processes of the host",
      record: item("AWS::ECS::TaskDefinition", { NetworkMode: "awsvpc", PidMode: "host" }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::ECS::TaskDefinition"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
