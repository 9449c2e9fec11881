import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { ecsTaskDefinitionKind } from "../evidence.ts";
import { inside, list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ecs-task-definition-is-not-privileged",
  version: 1,
  title: "Containers have no rights over their host",
  rationale: "A privileged container is root on the machine that runs others too.",
  severity: "high",
  over: ecsTaskDefinitionKind,
  params: z.object({}),
  remediation: "Remove privileged from the container definition; add single capabilities where needed.",
  expected: () => "no container is privileged",
  test(record) {
    const containers = list(record, "configuration.ContainerDefinitions");
    const bad = containers
      .filter((each) => inside(each, "Privileged") === true || inside(each, "Privileged") === "true")
      .map((each) => textIn(each, "Name") ?? "a container");
    if (bad.length > 0) return fail(`privileged: ${bad.join(", ")}`);
    const silent = containers
      .filter((each) => inside(each, "Privileged") === undefined)
      .map((each) => textIn(each, "Name") ?? "a container");
    return silent.length === 0
      ? pass(`${containers.length} containers, none privileged`)
      : undetermined("schema-mismatch", `whether ${silent.join(", ")} is privileged was not stated`);
  },
  examples: [
    {
      name: "none",
      record: item("AWS::ECS::TaskDefinition", { ContainerDefinitions: [{ Name: "web", Privileged: false }] }),
      outcome: "pass",
    },
    {
      name: "one",
      record: item("AWS::ECS::TaskDefinition", {
        ContainerDefinitions: [
          { Name: "web", Privileged: false },
          { Name: "agent", Privileged: true },
        ],
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
