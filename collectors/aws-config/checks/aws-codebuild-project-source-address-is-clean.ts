import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { codebuildProjectKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-codebuild-project-source-address-is-clean",
  version: 1,
  title: "Source addresses hold no credentials",
  rationale: "A token in an address is in clear for everybody who may read the project.",
  severity: "critical",
  over: codebuildProjectKind,
  params: z.object({}),
  remediation: "Connect the source by OAuth or an app and remove the credentials from the address.",
  expected: () => "no source address carries a user or token",
  test(record) {
    const type = text(record, "configuration.source.type").toUpperCase();
    if (["CODEPIPELINE", "NO_SOURCE", "S3"].includes(type)) return notApplicable(`source ${type}`);
    const address = text(record, "configuration.source.location");
    return /^[a-z]+:\/\/[^/@]+@/i.test(address) ? fail("the address carries credentials") : pass(address);
  },
  examples: [
    {
      name: "clean",
      record: item("AWS::CodeBuild::Project", {
        source: { type: "GITHUB", location: "https://github.com/example/app.git" },
      }),
      outcome: "pass",
    },
    {
      name: "with a user",
      record: item("AWS::CodeBuild::Project", {
        source: { type: "BITBUCKET", location: "https://build@example.com/app.git" },
      }),
      outcome: "fail",
    },
    {
      name: "from a pipeline",
      record: item("AWS::CodeBuild::Project", { source: { type: "CODEPIPELINE" } }),
      outcome: "not-applicable",
    },
    {
      name: "address not stated",
      record: item("AWS::CodeBuild::Project", { source: { type: "GITHUB" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::CodeBuild::Project"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
