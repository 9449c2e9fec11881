import { ec2VolumeKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-ebs-volume-is-encrypted",
  title: "EBS volumes are encrypted",
  rationale: "A volume in clear gives its data to whoever gets a copy of it: a snapshot shared by mistake is enough.",
  severity: "high",
  over: ec2VolumeKind,
  type: "AWS::EC2::Volume",
  path: "configuration.encrypted",
  want: true,
  remediation: "Make an encrypted copy of the volume and switch on encryption by default for the region.",
});
