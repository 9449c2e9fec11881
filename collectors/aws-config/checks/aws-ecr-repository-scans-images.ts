import { ecrRepositoryKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-ecr-repository-scans-images",
  title: "Images are examined when they are pushed",
  rationale: "Known weaknesses in an image are found before it runs or by those who use them.",
  severity: "medium",
  over: ecrRepositoryKind,
  type: "AWS::ECR::Repository",
  path: "configuration.ImageScanningConfiguration.ScanOnPush",
  want: true,
  remediation: "Switch on examination on push, or enhanced examination of the registry.",
});
