import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { cloudfrontDistributionKind } from "../evidence.ts";
import { inside, list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const bucket = (originAccessControlId: string, originAccessIdentity: string): object => ({
  distributionConfig: {
    origins: { items: [{ id: "files", originAccessControlId, s3OriginConfig: { originAccessIdentity } }] },
  },
});
export default defineCheck({
  id: "aws-cloudfront-distribution-guards-bucket-origins",
  version: 1,
  title: "Bucket origins answer their distribution only",
  rationale: "Without origin access control the bucket must be open to strangers, past the firewall of the edge.",
  severity: "medium",
  over: cloudfrontDistributionKind,
  params: z.object({}),
  remediation: "Use origin access control and close the bucket.",
  expected: () => "every bucket origin has origin access control or an origin access identity",
  test(record) {
    const origins = list(record, "configuration.distributionConfig.origins").filter(
      (origin) => inside(origin, "s3OriginConfig") !== undefined,
    );
    if (origins.length === 0) return notApplicable("no bucket origin");
    const unstated = origins.some(
      (origin) =>
        textIn(origin, "originAccessControlId") === undefined &&
        textIn(origin, "s3OriginConfig.originAccessIdentity") === undefined,
    );
    if (unstated) return undetermined("schema-mismatch", "the access control of an origin was not stated");
    const open = origins.filter(
      (origin) =>
        (textIn(origin, "originAccessControlId") ?? "") === "" &&
        (textIn(origin, "s3OriginConfig.originAccessIdentity") ?? "") === "",
    );
    return open.length === 0
      ? pass(`${origins.length} bucket origins are guarded`)
      : fail(`without access control: ${open.map((origin) => textIn(origin, "id") ?? "an origin").join(", ")}`);
  },
  examples: [
    {
      name: "access control",
      record: item("AWS::CloudFront::Distribution", { ...bucket("E2EXAMPLE", "") }),
      outcome: "pass",
    },
    {
      name: "the older identity",
      record: item("AWS::CloudFront::Distribution", { ...bucket("", "origin-access-identity/cloudfront/E1EXAMPLE") }),
      outcome: "pass",
    },
    { name: "neither", record: item("AWS::CloudFront::Distribution", { ...bucket("", "") }), outcome: "fail" },
    {
      name: "another origin",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: { origins: { items: [{ id: "app", customOriginConfig: {} }] } },
      }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: { origins: { items: [{ id: "files", s3OriginConfig: {} }] } },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
