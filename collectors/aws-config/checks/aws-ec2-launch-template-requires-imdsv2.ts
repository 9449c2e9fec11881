import { launchTemplateKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-ec2-launch-template-requires-imdsv2",
  title: "Launch templates require metadata by token",
  rationale: "Instances are what their template made them.",
  severity: "medium",
  over: launchTemplateKind,
  type: "AWS::EC2::LaunchTemplate",
  path: "configuration.LaunchTemplateData.MetadataOptions.HttpTokens",
  good: ["required"],
  bad: "optional",
  remediation: "Require IMDSv2 in a new version of the template and make it the default.",
});
