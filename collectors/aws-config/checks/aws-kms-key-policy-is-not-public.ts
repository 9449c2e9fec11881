import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { kmsKeyKind } from "../evidence.ts";
import { member } from "./support/members.ts";
import { called, publicStatements } from "./support/resource-policy.ts";
import { item } from "./support/samples.ts";

const policy = (more: object): object => ({
  Policy: {
    Version: "2012-10-17",
    Statement: [{ Sid: "Use", Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*", ...more }],
  },
});
export default defineCheck({
  id: "aws-kms-key-policy-is-not-public",
  version: 1,
  title: "Key policies are not public",
  rationale: "A key that everybody may use protects nothing.",
  severity: "critical",
  over: kmsKeyKind,
  params: z.object({}),
  remediation: "Name the account or the roles in the key's policy.",
  expected: () => "no statement of the key's policy allows everybody",
  test(record) {
    const policy = member(record, "supplementaryConfiguration.Policy");
    if (policy === undefined) return undetermined("schema-mismatch", "AWS Config did not state the key's policy");
    if (typeof policy !== "object" || policy === null || !("Statement" in policy))
      return undetermined("schema-mismatch", "the key's policy is not a policy document");
    const open = publicStatements(policy);
    return open.length === 0 ? pass("no statement for everybody") : fail(`for everybody: ${called(open)}`);
  },
  examples: [
    {
      name: "the account",
      record: item(
        "AWS::KMS::Key",
        {},
        { supplementaryConfiguration: { ...policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }) } },
      ),
      outcome: "pass",
    },
    {
      name: "everybody of the account through a service",
      record: item(
        "AWS::KMS::Key",
        {},
        {
          supplementaryConfiguration: {
            ...policy({ Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } }),
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "everybody",
      record: item("AWS::KMS::Key", {}, { supplementaryConfiguration: { ...policy({}) } }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::KMS::Key", {}, { supplementaryConfiguration: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
