import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { apiGatewayStageKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-apigateway-stage-has-firewall",
  version: 1,
  title: "API stages are behind a web firewall",
  rationale: "A public interface is tried with every known trick within hours.",
  severity: "medium",
  over: apiGatewayStageKind,
  params: z.object({}),
  remediation: "Associate a web ACL with the stage.",
  expected: () => "the stage has a web ACL",
  test(record) {
    const acl = text(record, "configuration.webAclArn");
    return acl === "" ? fail("no web ACL") : pass(`web ACL ${acl}`);
  },
  examples: [
    {
      name: "has one",
      record: item("AWS::ApiGateway::Stage", {
        webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/web/1",
      }),
      outcome: "pass",
    },
    { name: "stated as none", record: item("AWS::ApiGateway::Stage", { webAclArn: "" }), outcome: "fail" },
    { name: "not stated", record: item("AWS::ApiGateway::Stage"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
