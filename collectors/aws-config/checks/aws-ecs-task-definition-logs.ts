import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { ecsTaskDefinitionKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ecs-task-definition-logs",
  version: 1,
  title: "Containers log",
  rationale: "What a container wrote to its own disk goes with it.",
  severity: "medium",
  over: ecsTaskDefinitionKind,
  params: z.object({}),
  remediation: "Give every container a log configuration.",
  expected: () => "every container has a log driver",
  test(record) {
    const containers = list(record, "configuration.ContainerDefinitions");
    if (containers.length === 0) return undetermined("schema-mismatch", "no container is stated");
    const drivers = containers.map((each) => ({
      name: textIn(each, "Name") ?? "a container",
      driver: textIn(each, "LogConfiguration.LogDriver"),
    }));
    const none = drivers.filter(({ driver }) => driver === "none" || driver === "");
    if (none.length > 0) return fail(`no log: ${none.map(({ name }) => name).join(", ")}`);
    const silent = drivers.filter(({ driver }) => driver === undefined);
    return silent.length > 0
      ? undetermined("schema-mismatch", `no log driver is stated for ${silent.map(({ name }) => name).join(", ")}`)
      : pass(drivers.map(({ driver }) => driver).join(", "));
  },
  examples: [
    {
      name: "logs",
      record: item("AWS::ECS::TaskDefinition", {
        ContainerDefinitions: [{ Name: "web", LogConfiguration: { LogDriver: "awslogs" } }],
      }),
      outcome: "pass",
    },
    {
      name: "none",
      record: item("AWS::ECS::TaskDefinition", {
        ContainerDefinitions: [{ Name: "web", LogConfiguration: { LogDriver: "none" } }],
      }),
      outcome: "fail",
    },
    {
      name: "not stated for a container",
      record: item("AWS::ECS::TaskDefinition", { ContainerDefinitions: [{ Name: "web" }] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: item("AWS::ECS::TaskDefinition"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
