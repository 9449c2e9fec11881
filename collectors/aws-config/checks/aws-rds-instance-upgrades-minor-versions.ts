import { rdsInstanceKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-instance-upgrades-minor-versions",
  title: "RDS instances take minor versions by themselves",
  rationale: "Minor versions carry the fixes of known weaknesses.",
  severity: "medium",
  over: rdsInstanceKind,
  type: "AWS::RDS::DBInstance",
  path: "configuration.autoMinorVersionUpgrade",
  want: true,
  remediation: "Switch on automatic minor version upgrades.",
});
