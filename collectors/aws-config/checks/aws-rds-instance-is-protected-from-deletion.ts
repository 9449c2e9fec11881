import { rdsInstanceKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-instance-is-protected-from-deletion",
  title: "RDS instances are protected from deletion",
  rationale: "One command, or one stolen session, must not be enough to delete a database.",
  severity: "medium",
  over: rdsInstanceKind,
  type: "AWS::RDS::DBInstance",
  path: "configuration.deletionProtection",
  want: true,
  exempt: { path: "configuration.dBClusterIdentifier", is: "*", why: "a member of a cluster: the cluster is asked" },
  remediation: "Switch on deletion protection.",
});
