import { efsFileSystemKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-efs-file-system-is-backed-up",
  title: "EFS file systems are backed up",
  rationale: "A file system without backup is gone with one wrong command.",
  severity: "high",
  over: efsFileSystemKind,
  type: "AWS::EFS::FileSystem",
  path: "configuration.BackupPolicy.Status",
  good: ["ENABLED"],
  bad: "DISABLED",
  remediation: "Switch on automatic backups of the file system.",
});
