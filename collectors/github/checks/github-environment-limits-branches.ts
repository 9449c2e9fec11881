import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { environmentKind } from "../evidence.ts";
import { environment, notProduction, productionWords, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-environment-limits-branches",
  version: 1,
  title: "Only chosen branches deploy to production",
  rationale: "An environment that any branch may use hands its secrets to any branch.",
  severity: "medium",
  over: environmentKind,
  params: z.object({ productionWords }),
  remediation: "Limit deployment branches and tags of the environment.",
  expected: () => "an environment that is named as production is limited to protected branches or named ones",
  test(record, ctx) {
    const other = notProduction(record, ctx.params.productionWords);
    if (other !== undefined) return other;
    const branches = stated(record, "deployment_branches");
    return branches === "any"
      ? fail(`${record.name}: any branch may deploy`)
      : pass(`${record.name}: ${branches} branches may deploy`);
  },
  examples: [
    { name: "protected branches", record: environment({ deployment_branches: "protected" }), outcome: "pass" },
    { name: "any branch", record: environment({ deployment_branches: "any" }), outcome: "fail" },
    { name: "named ones", record: environment({ deployment_branches: "custom" }), outcome: "pass" },
    { name: "not stated", record: environment(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "an environment for tests", record: environment({ name: "staging" }), outcome: "not-applicable" },
    {
      name: "an own name of production",
      record: environment({ name: "eu-main", deployment_branches: "any" }),
      params: { productionWords: ["main"] },
      outcome: "fail",
    },
  ],
});
