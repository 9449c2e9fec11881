import { efsFileSystemKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-efs-file-system-is-encrypted",
  title: "EFS file systems are encrypted",
  rationale: "Files in clear can be read by whoever reaches the storage below the permissions.",
  severity: "high",
  over: efsFileSystemKind,
  type: "AWS::EFS::FileSystem",
  path: "configuration.Encrypted",
  want: true,
  remediation: "Make an encrypted file system and move the files: encryption cannot be added later.",
});
