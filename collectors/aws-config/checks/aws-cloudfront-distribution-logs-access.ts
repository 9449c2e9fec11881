import { cloudfrontDistributionKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-cloudfront-distribution-logs-access",
  title: "Distributions log requests",
  rationale: "Requests that the edge answers are in no other log.",
  severity: "medium",
  over: cloudfrontDistributionKind,
  type: "AWS::CloudFront::Distribution",
  path: "configuration.distributionConfig.logging.enabled",
  want: true,
  remediation: "Switch on standard logging of the distribution.",
});
