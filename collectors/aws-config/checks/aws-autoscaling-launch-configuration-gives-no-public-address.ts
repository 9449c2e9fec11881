import { launchConfigurationKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-autoscaling-launch-configuration-gives-no-public-address",
  title: "Launch configurations give no public address",
  rationale: "Each machine that scaling adds would be on the internet.",
  severity: "medium",
  over: launchConfigurationKind,
  type: "AWS::AutoScaling::LaunchConfiguration",
  path: "configuration.associatePublicIpAddress",
  want: false,
  remediation: "Replace the launch configuration by a launch template without public addresses.",
});
