import { rdsClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-cluster-is-protected-from-deletion",
  title: "RDS clusters are protected from deletion",
  rationale: "One command, or one stolen session, must not be enough to delete a database.",
  severity: "medium",
  over: rdsClusterKind,
  type: "AWS::RDS::DBCluster",
  path: "configuration.deletionProtection",
  want: true,
  remediation: "Switch on deletion protection.",
});
