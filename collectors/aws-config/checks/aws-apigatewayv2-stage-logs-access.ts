import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { apiGatewayV2StageKind } from "../evidence.ts";
import { inside, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-apigatewayv2-stage-logs-access",
  version: 1,
  title: "HTTP API stages log requests",
  rationale: "Who called the interface is in this log alone.",
  severity: "medium",
  over: apiGatewayV2StageKind,
  params: z.object({}),
  remediation: "Set a destination for access logs of the stage.",
  expected: () => "the stage names a destination of its access log",
  test(record) {
    const arn = textIn(known(inside(record, "configuration.accessLogSettings"), "accessLogSettings"), "destinationArn");
    return arn === undefined || arn === "" ? fail("no access log") : pass(`access log to ${arn}`);
  },
  examples: [
    {
      name: "logged",
      record: item("AWS::ApiGatewayV2::Stage", {
        accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api" },
      }),
      outcome: "pass",
    },
    {
      name: "stated as none",
      record: item("AWS::ApiGatewayV2::Stage", { accessLogSettings: { destinationArn: "" } }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::ApiGatewayV2::Stage"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
