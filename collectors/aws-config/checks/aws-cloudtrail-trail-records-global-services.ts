import { cloudtrailTrailKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-cloudtrail-trail-records-global-services",
  title: "Trails record global services",
  rationale: "Events of IAM and sign-in are global: a trail without them misses who came in and who was given rights.",
  severity: "medium",
  over: cloudtrailTrailKind,
  type: "AWS::CloudTrail::Trail",
  path: "configuration.includeGlobalServiceEvents",
  want: true,
  remediation: "Include global service events in the trail.",
});
