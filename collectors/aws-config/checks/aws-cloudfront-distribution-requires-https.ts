import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { cloudfrontDistributionKind } from "../evidence.ts";
import { listIn, member, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-cloudfront-distribution-requires-https",
  version: 1,
  title: "Distributions require HTTPS",
  rationale: "What is served over HTTP can be read and changed on the way.",
  severity: "high",
  over: cloudfrontDistributionKind,
  params: z.object({}),
  remediation: "Set the viewer protocol policy of every behaviour to redirect-to-https or https-only.",
  expected: () => "no behaviour answers over plain HTTP",
  test(record) {
    const behaviours = [
      member(record, "configuration.distributionConfig.defaultCacheBehavior"),
      ...listIn(member(record, "configuration.distributionConfig.cacheBehaviors"), "items"),
    ];
    const policies = behaviours.map((behaviour) => textIn(behaviour, "viewerProtocolPolicy"));
    if (policies.includes(undefined))
      return undetermined("schema-mismatch", "the viewer protocol policy of a behaviour was not stated");
    const open = policies.filter((policy) => policy === "allow-all");
    return open.length === 0
      ? pass([...new Set(policies)].join(", "))
      : fail(`${open.length} of ${policies.length} behaviours answer over HTTP`);
  },
  examples: [
    {
      name: "redirects",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: {
          defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
          cacheBehaviors: { quantity: 0 },
        },
      }),
      outcome: "pass",
    },
    {
      name: "answers over HTTP",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } },
      }),
      outcome: "fail",
    },
    {
      name: "another behaviour answers over HTTP",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: {
          defaultCacheBehavior: { viewerProtocolPolicy: "https-only" },
          cacheBehaviors: { items: [{ viewerProtocolPolicy: "allow-all" }] },
        },
      }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::CloudFront::Distribution"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
