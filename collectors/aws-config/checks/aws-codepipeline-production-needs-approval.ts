import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { codepipelinePipelineKind } from "../evidence.ts";
import { list, listIn, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const pipeline = (...categories: readonly string[]): object => ({
  stages: categories.map((category) => ({ name: category, actions: [{ actionTypeId: { category } }] })),
});
export default defineCheck({
  id: "aws-codepipeline-production-needs-approval",
  version: 1,
  title: "Pipelines ask a person before they deploy",
  rationale: "A pipeline without approval brings whatever reached its source into production.",
  severity: "medium",
  over: codepipelinePipelineKind,
  params: z.object({}),
  remediation: "Add a manual approval before the deploying stage, or require it where the source is merged.",
  expected: () => "a manual approval comes before the first deploying action",
  test(record) {
    const stages = list(record, "configuration.stages");
    const categories = stages.flatMap((stage) =>
      listIn(stage, "actions").map((action) => textIn(action, "actionTypeId.category")),
    );
    if (categories.includes(undefined) || categories.length === 0)
      return undetermined("schema-mismatch", "the kind of an action was not stated");
    const deploy = categories.indexOf("Deploy");
    if (deploy < 0) return notApplicable("deploys nothing");
    return categories.slice(0, deploy).includes("Approval")
      ? pass("an approval comes before deployment")
      : fail("no approval before deployment");
  },
  examples: [
    {
      name: "approved",
      record: item("AWS::CodePipeline::Pipeline", { ...pipeline("Source", "Build", "Approval", "Deploy") }),
      outcome: "pass",
    },
    {
      name: "not asked",
      record: item("AWS::CodePipeline::Pipeline", { ...pipeline("Source", "Deploy") }),
      outcome: "fail",
    },
    {
      name: "asked afterwards",
      record: item("AWS::CodePipeline::Pipeline", { ...pipeline("Source", "Deploy", "Approval") }),
      outcome: "fail",
    },
    {
      name: "deploys nothing",
      record: item("AWS::CodePipeline::Pipeline", { ...pipeline("Source", "Build") }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: item("AWS::CodePipeline::Pipeline"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
