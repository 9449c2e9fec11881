import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { s3AccountPublicAccessBlockKind } from "../evidence.ts";
import { flag } from "./support/members.ts";
import { item } from "./support/samples.ts";

const SETTINGS = ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"] as const;
export default defineCheck({
  id: "aws-s3-account-blocks-public-access",
  version: 1,
  title: "The account lets no bucket become public",
  rationale: "One switch for the account undoes every mistake in a bucket.",
  severity: "high",
  over: s3AccountPublicAccessBlockKind,
  params: z.object({}),
  remediation: "Switch on all four settings of the account's block of public access.",
  expected: () => "all four settings of the account are on (CIS AWS Foundations 3.0 2.1.4)",
  test(record) {
    const off = SETTINGS.filter((name) => !flag(record, `configuration.${name}`));
    return off.length === 0 ? pass("all four settings are on") : fail(`off: ${off.join(", ")}`);
  },
  examples: [
    {
      name: "all on",
      record: item("AWS::S3::AccountPublicAccessBlock", {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      }),
      outcome: "pass",
    },
    {
      name: "one off",
      record: item("AWS::S3::AccountPublicAccessBlock", {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: true,
      }),
      outcome: "fail",
    },
    {
      name: "one not stated",
      record: item("AWS::S3::AccountPublicAccessBlock", {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: item("AWS::S3::AccountPublicAccessBlock"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
