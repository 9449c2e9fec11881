import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { ecsTaskDefinitionKind } from "../evidence.ts";
import { list, listIn, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";
import { looksSecret } from "./support/secrets.ts";

export default defineCheck({
  id: "aws-ecs-task-definition-holds-no-secrets",
  version: 1,
  title: "Tasks hold no secrets in variables",
  rationale: "Variables of a task are in clear for everybody who may read its definition, in every revision.",
  severity: "medium",
  over: ecsTaskDefinitionKind,
  params: z.object({}),
  remediation: "Use the secrets of the container definition, which point to a vault.",
  expected: () => "no environment variable has a name that says it is a secret",
  test(record) {
    const containers = list(record, "configuration.ContainerDefinitions");
    const names = containers.flatMap((each) => listIn(each, "Environment")).map((each) => textIn(each, "Name") ?? "");
    const bad = names.filter(looksSecret);
    return bad.length === 0
      ? pass(`${names.length} variables, none named like a secret`)
      : fail(`named like a secret: ${bad.join(", ")}`);
  },
  examples: [
    {
      name: "none",
      record: item("AWS::ECS::TaskDefinition", {
        ContainerDefinitions: [
          {
            Name: "web",
            Environment: [{ Name: "STAGE", Value: "[redacted]" }],
            Secrets: [{ Name: "DB_PASSWORD", ValueFrom: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db" }],
          },
        ],
      }),
      outcome: "pass",
    },
    {
      name: "a password",
      record: item("AWS::ECS::TaskDefinition", {
        ContainerDefinitions: [{ Name: "web", Environment: [{ Name: "DB_PASSWORD", Value: "[redacted]" }] }],
      }),
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
