import { cloudformationStackKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-cloudformation-stack-is-protected-from-termination",
  title: "Stacks are protected from termination",
  rationale: "Deleting a stack deletes what it made.",
  severity: "low",
  over: cloudformationStackKind,
  type: "AWS::CloudFormation::Stack",
  path: "configuration.enableTerminationProtection",
  want: true,
  remediation: "Switch on termination protection of stacks in production.",
  unmapped: "Protection from deleting a stack by mistake is operational care: no guidance point asks for it.",
});
