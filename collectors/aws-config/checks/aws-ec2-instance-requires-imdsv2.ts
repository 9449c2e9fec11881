import { ec2InstanceKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-ec2-instance-requires-imdsv2",
  title: "Instances answer metadata questions by token only",
  rationale:
    "The older protocol hands credentials of the instance to anybody who can make a program on it fetch an address.",
  severity: "high",
  over: ec2InstanceKind,
  type: "AWS::EC2::Instance",
  path: "configuration.metadataOptions.httpTokens",
  good: ["required"],
  bad: "optional",
  exempt: {
    path: "configuration.metadataOptions.httpEndpoint",
    is: "disabled",
    why: "the metadata service of the instance is off",
  },
  remediation: "Require IMDSv2 on the instance.",
});
