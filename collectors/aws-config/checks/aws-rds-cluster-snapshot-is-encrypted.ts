import { rdsClusterSnapshotKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-cluster-snapshot-is-encrypted",
  title: "RDS cluster snapshots are encrypted",
  rationale: "A snapshot is the whole cluster in one thing that can be copied and shared.",
  severity: "high",
  over: rdsClusterSnapshotKind,
  type: "AWS::RDS::DBClusterSnapshot",
  path: "configuration.storageEncrypted",
  want: true,
  remediation: "Copy the snapshot with a key and delete the one in clear.",
});
