import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { snsTopicKind } from "../evidence.ts";
import { member } from "./support/members.ts";
import { called, publicStatements } from "./support/resource-policy.ts";
import { item } from "./support/samples.ts";

const policy = (more: object): object => ({
  Policy: {
    Statement: [
      { Sid: "Publish", Effect: "Allow", Principal: { AWS: "*" }, Action: "SNS:Publish", Resource: "*", ...more },
    ],
  },
});
export default defineCheck({
  id: "aws-sns-topic-policy-is-not-public",
  version: 1,
  title: "Topic policies are not public",
  rationale: "Everybody could subscribe to, or forge, messages and alarms.",
  severity: "high",
  over: snsTopicKind,
  params: z.object({}),
  remediation: "Name accounts or sources in the topic's policy.",
  expected: () => "no statement of the topic's policy allows everybody",
  test(record) {
    const policy = member(record, "configuration.Policy");
    if (policy === undefined) return undetermined("schema-mismatch", "AWS Config did not state the topic's policy");
    if (policy === "") return pass("no policy");
    if (typeof policy !== "object" || policy === null || !("Statement" in policy))
      return undetermined("schema-mismatch", "the topic's policy is not a policy document");
    const open = publicStatements(policy);
    return open.length === 0 ? pass("no statement for everybody") : fail(`for everybody: ${called(open)}`);
  },
  examples: [
    {
      name: "as AWS makes it: the owner",
      record: item("AWS::SNS::Topic", {
        ...policy({ Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } } }),
      }),
      outcome: "pass",
    },
    { name: "everybody", record: item("AWS::SNS::Topic", { ...policy({}) }), outcome: "fail" },
    { name: "not stated", record: item("AWS::SNS::Topic"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
