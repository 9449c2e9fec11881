import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { cloudfrontDistributionKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-cloudfront-distribution-has-firewall",
  version: 1,
  title: "Distributions are behind a web firewall",
  rationale: "A public application is tried with every known trick within hours.",
  severity: "medium",
  over: cloudfrontDistributionKind,
  params: z.object({}),
  remediation: "Associate a web ACL with the distribution.",
  expected: () => "the distribution has a web ACL",
  test(record) {
    const acl = text(record, "configuration.distributionConfig.webACLId");
    return acl === "" ? fail("no web ACL") : pass(`web ACL ${acl}`);
  },
  examples: [
    {
      name: "has one",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: { webACLId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/1" },
      }),
      outcome: "pass",
    },
    {
      name: "none",
      record: item("AWS::CloudFront::Distribution", { distributionConfig: { webACLId: "" } }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::CloudFront::Distribution", { distributionConfig: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
