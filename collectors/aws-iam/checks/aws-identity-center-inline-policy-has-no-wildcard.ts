import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { allow, deny, document, permissionSet, statementsOf, wholeServices } from "../../_aws/policy/index.ts";
import { permissionSetKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-identity-center-inline-policy-has-no-wildcard",
  version: 1,
  title: "Inline policies of permission sets name actions",
  rationale:
    "service:* in an inline policy also grants what the service will be able to do next year, in every account.",
  severity: "medium",
  over: permissionSetKind,
  params: z.object({}),
  remediation: "List the actions that are needed.",
  expected: () => "no Allow of * or service:* on any resource, and no Allow with NotAction",
  test(record) {
    if (record.InlinePolicy === undefined) return notApplicable("no inline policy");
    const statements = statementsOf(record.InlinePolicy);
    const services = [...new Set(statements.flatMap((statement) => wholeServices(statement, false)))].map((service) =>
      service === "*" ? "*" : `${service}:*`,
    );
    const exceptions = statements
      .filter(({ effect, actions }) => effect === "Allow" && actions.except)
      .map(({ actions }) => `NotAction ${actions.listed.join(", ")}`);
    const found = [...services, ...exceptions];
    return found.length === 0 ? pass("actions are named") : fail(`allows ${found.join("; ")}`);
  },
  examples: [
    {
      name: "named actions",
      record: permissionSet({ InlinePolicy: document(allow(["s3:GetObject", "s3:List*"])) }),
      outcome: "pass",
    },
    { name: "*", record: permissionSet({ InlinePolicy: document(allow("*")) }), outcome: "fail" },
    {
      name: "s3:* on one bucket",
      record: permissionSet({ InlinePolicy: document(allow("s3:*", "arn:aws:s3:::example/*")) }),
      outcome: "fail",
    },
    {
      name: "NotAction",
      record: permissionSet({ InlinePolicy: { Statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" } } }),
      outcome: "fail",
    },
    { name: "Deny *", record: permissionSet({ InlinePolicy: document(deny("*")) }), outcome: "pass" },
    { name: "no inline policy", record: permissionSet(), outcome: "not-applicable" },
    {
      name: "malformed",
      record: permissionSet({ InlinePolicy: { Statement: [{ Effect: "Allow" }] } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
