import { rdsSnapshotKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-snapshot-is-encrypted",
  title: "RDS snapshots are encrypted",
  rationale: "A snapshot is the whole database in one file-like thing that can be copied and shared.",
  severity: "high",
  over: rdsSnapshotKind,
  type: "AWS::RDS::DBSnapshot",
  path: "configuration.encrypted",
  want: true,
  remediation: "Copy the snapshot with a key and delete the one in clear.",
});
