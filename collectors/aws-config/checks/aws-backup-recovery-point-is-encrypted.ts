import { recoveryPointKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-backup-recovery-point-is-encrypted",
  title: "Recovery points are encrypted",
  rationale: "A backup holds what the original holds, and outlives it.",
  severity: "high",
  over: recoveryPointKind,
  type: "AWS::Backup::RecoveryPoint",
  path: "configuration.IsEncrypted",
  want: true,
  remediation: "Back up into a vault with a key, or encrypt the resource where the service takes its key over.",
});
