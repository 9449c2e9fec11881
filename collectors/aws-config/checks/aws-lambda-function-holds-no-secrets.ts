import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { lambdaFunctionKind } from "../evidence.ts";
import { inside } from "./support/members.ts";
import { item } from "./support/samples.ts";
import { looksSecret } from "./support/secrets.ts";

export default defineCheck({
  id: "aws-lambda-function-holds-no-secrets",
  version: 1,
  title: "Functions hold no secrets in variables",
  rationale: "Environment variables are in clear for everybody who may read the configuration.",
  severity: "medium",
  over: lambdaFunctionKind,
  params: z.object({}),
  remediation: "Keep the secret in Secrets Manager or Parameter Store and read it at start.",
  expected: () => "no environment variable has a name that says it is a secret",
  test(record) {
    const variables = inside(known(inside(record, "configuration.environment"), "environment"), "variables");
    if (variables === undefined) return undetermined("schema-mismatch", "AWS Config did not state the variables");
    const names = Object.keys(variables as object).filter(looksSecret);
    return names.length === 0
      ? pass(`${Object.keys(variables as object).length} variables, none named like a secret`)
      : fail(`named like a secret: ${names.join(", ")}`);
  },
  examples: [
    {
      name: "none",
      record: item("AWS::Lambda::Function", { environment: { variables: { STAGE: "prod", TOKEN_ARN: "[redacted]" } } }),
      outcome: "pass",
    },
    {
      name: "a password",
      record: item("AWS::Lambda::Function", { environment: { variables: { DB_PASSWORD: "[redacted]" } } }),
      outcome: "fail",
    },
    {
      name: "in camel case",
      record: item("AWS::Lambda::Function", { environment: { variables: { apiKey: "[redacted]" } } }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::Lambda::Function"), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "variables not stated",
      record: item("AWS::Lambda::Function", { environment: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
