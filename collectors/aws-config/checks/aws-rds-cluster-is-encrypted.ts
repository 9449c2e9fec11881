import { rdsClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-cluster-is-encrypted",
  title: "RDS clusters are encrypted",
  rationale: "Storage, automatic backups and replicas of the cluster inherit the choice that was made at creation.",
  severity: "high",
  over: rdsClusterKind,
  type: "AWS::RDS::DBCluster",
  path: "configuration.storageEncrypted",
  want: true,
  remediation: "Restore an encrypted copy of a snapshot and switch over to it.",
});
