import { kmsKeyKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-kms-key-is-not-pending-deletion",
  title: "No KMS key waits for its deletion",
  rationale: "What the key encrypted cannot be read ever again once the waiting time is over.",
  severity: "high",
  over: kmsKeyKind,
  type: "AWS::KMS::Key",
  path: "configuration.keyState",
  good: ["Enabled", "Disabled"],
  bad: "PendingDeletion",
  remediation: "Cancel the deletion unless nothing is under the key any more.",
});
