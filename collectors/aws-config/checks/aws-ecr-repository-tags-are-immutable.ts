import { ecrRepositoryKind } from "../evidence.ts";
import { textCheck } from "./support/factories.ts";

export default textCheck({
  id: "aws-ecr-repository-tags-are-immutable",
  title: "Image tags cannot be moved",
  rationale: "A tag that can be moved lets other content run under a reviewed name.",
  severity: "medium",
  over: ecrRepositoryKind,
  type: "AWS::ECR::Repository",
  path: "configuration.ImageTagMutability",
  good: ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"],
  bad: "MUTABLE",
  remediation: "Make tags of the repository immutable.",
});
