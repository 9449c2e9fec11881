import { rdsInstanceKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-instance-copies-tags-to-snapshots",
  title: "Snapshots of RDS instances keep their tags",
  rationale: "A copy without its label is handled as if it held nothing.",
  severity: "low",
  over: rdsInstanceKind,
  type: "AWS::RDS::DBInstance",
  path: "configuration.copyTagsToSnapshot",
  want: true,
  remediation: "Switch on copying of tags to snapshots.",
});
