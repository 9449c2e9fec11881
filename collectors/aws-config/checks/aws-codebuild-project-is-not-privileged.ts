import { codebuildProjectKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-codebuild-project-is-not-privileged",
  title: "Builds have no rights over their host",
  rationale: "A build with rights over the container host can leave its container.",
  severity: "medium",
  over: codebuildProjectKind,
  type: "AWS::CodeBuild::Project",
  path: "configuration.environment.privilegedMode",
  want: false,
  remediation: "Switch off privileged mode, except for projects that build images.",
});
