import { rdsInstanceKind } from "../evidence.ts";
import { minimumCheck } from "./support/factories.ts";

export default minimumCheck({
  id: "aws-rds-instance-is-backed-up",
  title: "RDS instances have automatic backups",
  rationale: "Without automatic backups a database can be brought back to no point in time at all.",
  severity: "high",
  over: rdsInstanceKind,
  type: "AWS::RDS::DBInstance",
  path: "configuration.backupRetentionPeriod",
  unit: "days",
  minimum: 7,
  origin: "AWS Foundational Security Best Practices RDS.11",
  exempt: { path: "configuration.dBClusterIdentifier", is: "*", why: "a member of a cluster: the cluster is asked" },
  remediation: "Set the backup retention period of the instance.",
});
