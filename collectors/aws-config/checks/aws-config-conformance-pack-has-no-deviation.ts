import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { conformancePackKind } from "../evidence.ts";

import type { ConformancePack } from "../evidence.ts";

const pack = (...results: readonly string[]): ConformancePack => ({
  accountId: "111122223333",
  awsRegion: "eu-west-1",
  ConformancePackName: "hardening",
  Rules: results.map((ComplianceType, n) => ({ ConfigRuleName: `rule-${n}`, ComplianceType })),
});
export default defineCheck({
  id: "aws-config-conformance-pack-has-no-deviation",
  version: 1,
  title: "Conformance packs find no deviation",
  rationale:
    "A pack is the organisation's own list of how systems should be: every rule with a deviation is a drift from it.",
  severity: "medium",
  over: conformancePackKind,
  params: z.object({
    maxDeviating: z
      .number()
      .int()
      .min(0)
      .default(0)
      .describe("rules. origin: our default: what the organisation itself wrote down holds"),
  }),
  remediation: "Correct the resources, or change the pack with approval.",
  expected: ({ maxDeviating }) =>
    `at most ${maxDeviating} rules of the pack have a deviation, and every rule has a result`,
  test(record, ctx) {
    const rules = known(record.Rules, "the rules of the pack");
    if (rules.length === 0) return undetermined("no-population", "the pack has no rules");
    const of = (type: string): readonly string[] =>
      rules
        .filter(({ ComplianceType }) => ComplianceType?.toUpperCase() === type)
        .map(({ ConfigRuleName }) => ConfigRuleName);
    const deviating = of("NON_COMPLIANT");
    if (deviating.length > ctx.params.maxDeviating)
      return fail(`${deviating.length} of ${rules.length} rules have a deviation: ${deviating.slice(0, 6).join(", ")}`);
    const silent = rules.length - deviating.length - of("COMPLIANT").length - of("NOT_APPLICABLE").length;
    if (silent > 0) return undetermined("no-population", `${silent} of ${rules.length} rules have no result`);
    return pass(`${deviating.length} of ${rules.length} rules have a deviation`);
  },
  examples: [
    { name: "none", record: pack("COMPLIANT", "COMPLIANT"), outcome: "pass" },
    { name: "one", record: pack("COMPLIANT", "NON_COMPLIANT"), outcome: "fail" },
    {
      name: "one where one is allowed",
      record: pack("NON_COMPLIANT", "COMPLIANT"),
      outcome: "pass",
      params: { maxDeviating: 1 },
    },
    {
      name: "one without result",
      record: pack("COMPLIANT", "INSUFFICIENT_DATA"),
      outcome: "undetermined",
      reason: "no-population",
    },
    { name: "without rules", record: pack(), outcome: "undetermined", reason: "no-population" },
    {
      name: "rules not read",
      record: { ...pack(), Rules: undefined },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
