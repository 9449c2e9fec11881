import { cloudtrailTrailKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-cloudtrail-trail-validates-log-files",
  title: "Trails make changed log files visible",
  rationale: "Without digest files nobody can tell whether a log file was changed or removed.",
  severity: "high",
  over: cloudtrailTrailKind,
  type: "AWS::CloudTrail::Trail",
  path: "configuration.logFileValidationEnabled",
  want: true,
  remediation: "Switch on log file validation of the trail.",
});
