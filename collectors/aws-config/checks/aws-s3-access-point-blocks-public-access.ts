import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { s3AccessPointKind } from "../evidence.ts";
import { flag } from "./support/members.ts";
import { item } from "./support/samples.ts";

const SETTINGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;
export default defineCheck({
  id: "aws-s3-access-point-blocks-public-access",
  version: 1,
  title: "Access points block public access",
  rationale: "An access point is a second door of the bucket with a policy of its own.",
  severity: "high",
  over: s3AccessPointKind,
  params: z.object({}),
  remediation: "Make the access point anew with all four settings: they cannot be changed later.",
  expected: () => "all four settings of the access point are on",
  test(record) {
    const off = SETTINGS.filter((name) => !flag(record, `configuration.PublicAccessBlockConfiguration.${name}`));
    return off.length === 0 ? pass("all four settings are on") : fail(`off: ${off.join(", ")}`);
  },
  examples: [
    {
      name: "all on",
      record: item("AWS::S3::AccessPoint", {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      }),
      outcome: "pass",
    },
    {
      name: "one off",
      record: item("AWS::S3::AccessPoint", {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: false,
        },
      }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::S3::AccessPoint"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
