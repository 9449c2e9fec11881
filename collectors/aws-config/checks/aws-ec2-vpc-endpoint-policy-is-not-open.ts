import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { vpcEndpointKind } from "../evidence.ts";
import { member } from "./support/members.ts";
import { publicStatements } from "./support/resource-policy.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ec2-vpc-endpoint-policy-is-not-open",
  version: 1,
  title: "Endpoint policies say whose resources may be reached",
  rationale: "Through an endpoint without a policy of its own, data can be sent to a bucket of anybody.",
  severity: "low",
  over: vpcEndpointKind,
  params: z.object({}),
  remediation: "Write a policy that names the organisation or its resources.",
  expected: () => "the endpoint's policy is not open to everybody for every resource",
  test(record) {
    const document = member(record, "configuration.policyDocument");
    if (document === undefined) return undetermined("schema-mismatch", "AWS Config did not state policyDocument");
    if (typeof document !== "object" || document === null || !("Statement" in document))
      return undetermined("schema-mismatch", "policyDocument is not a policy");
    const open = publicStatements(document).filter(
      ({ resources, actions, condition }) =>
        resources?.listed.includes("*") === true && actions.listed.includes("*") && condition === undefined,
    );
    return open.length === 0
      ? pass("the policy limits what can be reached")
      : fail("the policy allows everything to everybody");
  },
  examples: [
    {
      name: "limited to the organisation",
      record: item("AWS::EC2::VPCEndpoint", {
        policyDocument: {
          Statement: [
            {
              Effect: "Allow",
              Principal: "*",
              Action: "*",
              Resource: "*",
              Condition: { StringEquals: { "aws:ResourceOrgID": "o-example" } },
            },
          ],
        },
      }),
      outcome: "pass",
    },
    {
      name: "as AWS makes it",
      record: item("AWS::EC2::VPCEndpoint", {
        policyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] },
      }),
      outcome: "fail",
    },
    {
      name: "as JSON text",
      record: item("AWS::EC2::VPCEndpoint", {
        policyDocument: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
      }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::EC2::VPCEndpoint"), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "not a policy",
      record: item("AWS::EC2::VPCEndpoint", { policyDocument: "surprise" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
