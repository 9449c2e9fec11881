import { rdsClusterKind } from "../evidence.ts";
import { minimumCheck } from "./support/factories.ts";

export default minimumCheck({
  id: "aws-rds-cluster-is-backed-up",
  title: "RDS clusters have automatic backups",
  rationale: "Without days of automatic backups a mistake that is noticed late cannot be undone.",
  severity: "high",
  over: rdsClusterKind,
  type: "AWS::RDS::DBCluster",
  path: "configuration.backupRetentionPeriod",
  unit: "days",
  minimum: 7,
  origin: "AWS Foundational Security Best Practices RDS.11, as for instances",
  remediation: "Set the backup retention period of the cluster.",
});
