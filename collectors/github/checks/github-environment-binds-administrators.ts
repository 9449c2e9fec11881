import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { environmentKind } from "../evidence.ts";
import { environment, notProduction, productionWords, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-environment-binds-administrators",
  version: 1,
  title: "Administrators cannot deploy past the rules of production",
  rationale: "An exception for administrators is a way to production without a second person.",
  severity: "low",
  over: environmentKind,
  params: z.object({ productionWords }),
  remediation: "Turn off that administrators may bypass the protection rules.",
  expected: () => "administrators cannot bypass the protection rules of an environment that is named as production",
  test(record, ctx) {
    const other = notProduction(record, ctx.params.productionWords);
    if (other !== undefined) return other;
    return stated(record, "can_admins_bypass")
      ? fail(`${record.name}: administrators may bypass its rules`)
      : pass(`${record.name}: its rules bind administrators`);
  },
  examples: [
    { name: "bound", record: environment({ can_admins_bypass: false }), outcome: "pass" },
    { name: "may bypass", record: environment({ can_admins_bypass: true }), outcome: "fail" },
    { name: "not stated", record: environment(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "an environment for tests", record: environment({ name: "staging" }), outcome: "not-applicable" },
    {
      name: "an own name of production",
      record: environment({ name: "eu-main", can_admins_bypass: true }),
      params: { productionWords: ["main"] },
      outcome: "fail",
    },
  ],
});
