import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { ecsTaskDefinitionKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ecs-task-definition-does-not-run-as-root",
  version: 1,
  title: "Containers do not run as root",
  rationale: "Root inside is one mistake away from root outside.",
  severity: "low",
  over: ecsTaskDefinitionKind,
  params: z.object({}),
  remediation: "Name a user in the container definition.",
  expected: () => "every container names a user other than root",
  test(record) {
    const containers = list(record, "configuration.ContainerDefinitions");
    const users = containers.map((each) => ({
      name: textIn(each, "Name") ?? "a container",
      user: textIn(each, "User"),
    }));
    const root = users.filter(({ user }) => user !== undefined && /^(?:root|0)(?::|$)/.test(user));
    if (root.length > 0) return fail(`root: ${root.map(({ name }) => name).join(", ")}`);
    const silent = users.filter(({ user }) => user === undefined || user === "");
    return silent.length > 0
      ? undetermined(
          "schema-mismatch",
          `no user is stated for ${silent.map(({ name }) => name).join(", ")}: the image decides`,
        )
      : pass(users.map(({ name, user }) => `${name} runs as ${user}`).join(", "));
  },
  examples: [
    {
      name: "a user",
      record: item("AWS::ECS::TaskDefinition", { ContainerDefinitions: [{ Name: "web", User: "1000:1000" }] }),
      outcome: "pass",
    },
    {
      name: "root",
      record: item("AWS::ECS::TaskDefinition", { ContainerDefinitions: [{ Name: "web", User: "root" }] }),
      outcome: "fail",
    },
    {
      name: "root by number",
      record: item("AWS::ECS::TaskDefinition", { ContainerDefinitions: [{ Name: "web", User: "0:0" }] }),
      outcome: "fail",
    },
    {
      name: "the image decides",
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
