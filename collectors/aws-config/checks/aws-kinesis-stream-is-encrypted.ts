import { kinesisStreamKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-kinesis-stream-is-encrypted",
  title: "Kinesis streams are encrypted",
  rationale: "Records rest in the stream for a day up to a year.",
  severity: "medium",
  over: kinesisStreamKind,
  type: "AWS::Kinesis::Stream",
  path: "configuration.StreamEncryption.EncryptionType",
  good: ["KMS"],
  bad: "NONE",
  remediation: "Start encryption of the stream with a KMS key.",
});
