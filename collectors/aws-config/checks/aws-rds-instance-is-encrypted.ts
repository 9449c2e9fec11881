import { rdsInstanceKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-instance-is-encrypted",
  title: "RDS instances are encrypted",
  rationale: "Storage, automatic backups and replicas inherit the choice that was made at creation.",
  severity: "high",
  over: rdsInstanceKind,
  type: "AWS::RDS::DBInstance",
  path: "configuration.storageEncrypted",
  want: true,
  remediation: "Restore an encrypted copy of a snapshot and switch over to it.",
});
