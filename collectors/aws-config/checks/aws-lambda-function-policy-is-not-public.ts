import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { lambdaFunctionKind } from "../evidence.ts";
import { member } from "./support/members.ts";
import { called, publicStatements } from "./support/resource-policy.ts";
import { item } from "./support/samples.ts";

const policy = (more: object): object => ({
  Policy: {
    Version: "2012-10-17",
    Statement: [
      { Sid: "Call", Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction", Resource: "*", ...more },
    ],
  },
});
export default defineCheck({
  id: "aws-lambda-function-policy-is-not-public",
  version: 1,
  title: "Functions cannot be called by everybody",
  rationale: "A function runs with its role for whoever calls it.",
  severity: "high",
  over: lambdaFunctionKind,
  params: z.object({}),
  remediation: "Name the calling account or service, with its source, in the function's policy.",
  expected: () => "no statement of the function's policy allows everybody",
  test(record) {
    const policy = member(record, "supplementaryConfiguration.Policy");
    if (policy === undefined) return undetermined("schema-mismatch", "AWS Config did not state the function's policy");
    if (policy === "") return pass("no policy");
    if (typeof policy !== "object" || policy === null || !("Statement" in policy))
      return undetermined("schema-mismatch", "the function's policy is not a policy document");
    const open = publicStatements(policy);
    return open.length === 0 ? pass("no statement for everybody") : fail(`for everybody: ${called(open)}`);
  },
  examples: [
    {
      name: "for a service with its source",
      record: item(
        "AWS::Lambda::Function",
        {},
        {
          supplementaryConfiguration: {
            ...policy({
              Principal: { Service: "s3.amazonaws.com" },
              Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" } },
            }),
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "none",
      record: item("AWS::Lambda::Function", {}, { supplementaryConfiguration: { Policy: "" } }),
      outcome: "pass",
    },
    {
      name: "for everybody",
      record: item("AWS::Lambda::Function", {}, { supplementaryConfiguration: { ...policy({}) } }),
      outcome: "fail",
    },
    {
      name: "its address without sign-in",
      record: item(
        "AWS::Lambda::Function",
        {},
        {
          supplementaryConfiguration: {
            ...policy({
              Action: "lambda:InvokeFunctionUrl",
              Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
            }),
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "its address, for every account of AWS",
      record: item(
        "AWS::Lambda::Function",
        {},
        {
          supplementaryConfiguration: {
            ...policy({
              Action: "lambda:InvokeFunctionUrl",
              Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "AWS_IAM" } },
            }),
          },
        },
      ),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::Lambda::Function", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not a policy",
      record: item("AWS::Lambda::Function", {}, { supplementaryConfiguration: { Policy: "surprise" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
