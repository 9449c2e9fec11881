import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { codebuildProjectKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";
import { looksSecret } from "./support/secrets.ts";

export default defineCheck({
  id: "aws-codebuild-project-holds-no-keys",
  version: 1,
  title: "Builds hold no keys in variables",
  rationale: "Variables of a project are in clear for everybody who may read it, and in its logs.",
  severity: "critical",
  over: codebuildProjectKind,
  params: z.object({}),
  remediation: "Use a role, and variables of the type SECRETS_MANAGER or PARAMETER_STORE.",
  expected: () => "no variable in clear has a name that says it is a key or secret",
  test(record) {
    const variables = list(record, "configuration.environment.environmentVariables");
    const bad = variables
      .filter((each) => (textIn(each, "type") ?? "PLAINTEXT").toUpperCase() === "PLAINTEXT")
      .map((each) => textIn(each, "name") ?? "")
      .filter(looksSecret);
    return bad.length === 0
      ? pass(`${variables.length} variables, none in clear named like a secret`)
      : fail(`in clear, named like a secret: ${bad.join(", ")}`);
  },
  examples: [
    {
      name: "from the vault",
      record: item("AWS::CodeBuild::Project", {
        environment: { environmentVariables: [{ name: "DB_PASSWORD", type: "SECRETS_MANAGER", value: "[redacted]" }] },
      }),
      outcome: "pass",
    },
    {
      name: "a key",
      record: item("AWS::CodeBuild::Project", {
        environment: {
          environmentVariables: [{ name: "AWS_SECRET_ACCESS_KEY", type: "PLAINTEXT", value: "[redacted]" }],
        },
      }),
      outcome: "fail",
    },
    {
      name: "an older project without types",
      record: item("AWS::CodeBuild::Project", {
        environment: { environmentVariables: [{ name: "AWS_ACCESS_KEY_ID", value: "[redacted]" }] },
      }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::CodeBuild::Project"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
