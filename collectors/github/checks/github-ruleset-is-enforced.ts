import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { rulesetKind } from "../evidence.ts";
import { ruleset } from "../policy/index.ts";

export default defineCheck({
  id: "github-ruleset-is-enforced",
  version: 1,
  title: "Rulesets are enforced",
  rationale: "A ruleset in evaluation reports what it would refuse, and refuses nothing.",
  severity: "low",
  over: rulesetKind,
  params: z.object({}),
  remediation: "Activate the ruleset when its evaluation is over; delete it when nobody needs it.",
  expected: () => "the enforcement of each ruleset is active",
  test(record) {
    const observed = `${record.name} (${record.source_type.toLowerCase()} ${record.source}): ${record.enforcement}`;
    if (record.enforcement === "active") return pass(observed);
    return ["evaluate", "disabled"].includes(record.enforcement)
      ? fail(observed)
      : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "active", record: ruleset(), outcome: "pass" },
    { name: "in evaluation", record: ruleset({ enforcement: "evaluate" }), outcome: "fail" },
    { name: "disabled", record: ruleset({ enforcement: "disabled" }), outcome: "fail" },
    {
      name: "a new word",
      record: ruleset({ enforcement: "paused" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
