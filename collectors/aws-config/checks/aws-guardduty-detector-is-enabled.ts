import { guarddutyDetectorKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-guardduty-detector-is-enabled",
  title: "GuardDuty detectors are on",
  rationale: "A detector that is suspended sees nothing while it looks as if it were there.",
  severity: "high",
  over: guarddutyDetectorKind,
  type: "AWS::GuardDuty::Detector",
  path: "configuration.Enable",
  want: true,
  remediation: "Switch the detector on again.",
});
