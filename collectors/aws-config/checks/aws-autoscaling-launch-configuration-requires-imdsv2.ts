import { launchConfigurationKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-autoscaling-launch-configuration-requires-imdsv2",
  title: "Launch configurations require metadata by token",
  rationale: "Instances are what their launch configuration made them, again at every scaling.",
  severity: "medium",
  over: launchConfigurationKind,
  type: "AWS::AutoScaling::LaunchConfiguration",
  path: "configuration.metadataOptions.httpTokens",
  good: ["required"],
  bad: "optional",
  remediation: "Replace the launch configuration by a launch template that requires IMDSv2.",
});
