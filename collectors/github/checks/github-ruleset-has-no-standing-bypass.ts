import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { rulesetKind } from "../evidence.ts";
import { ruleset } from "../policy/index.ts";

export default defineCheck({
  id: "github-ruleset-has-no-standing-bypass",
  version: 1,
  title: "Nobody may bypass a ruleset at any time",
  rationale: "A standing exception is a rule that binds only those without it.",
  severity: "medium",
  over: rulesetKind,
  params: z.object({}),
  remediation: "Remove standing bypass actors, or let them bypass for pull requests only.",
  expected: () =>
    "no actor of an active ruleset may bypass it always; bypass for pull requests only stays on record there",
  test(record) {
    if (record.enforcement !== "active") return notApplicable(`${record.name} is not enforced: ${record.enforcement}`);
    const actors = record.bypass_actors;
    if (actors === null || actors === undefined)
      return undetermined(
        "denied",
        `${record.name}: bypass actors are shown only to tokens that may change the ruleset`,
      );
    const text = (list: typeof actors): string => list.map(({ type, name }) => name ?? type).join(", ");
    const modes = actors.map((actor) => ({ ...actor, mode: actor.mode?.toLowerCase() }));
    const standing = modes.filter(({ mode }) => mode === "always" || mode === "exempt");
    if (standing.length > 0) return fail(`${record.name} may always be bypassed by ${text(standing)}`);
    const unknown = modes.filter(({ mode }) => mode !== "pull_request");
    if (unknown.length > 0)
      return undetermined("schema-mismatch", `${record.name}: mode not stated for ${text(unknown)}`);
    return pass(
      actors.length === 0
        ? `${record.name}: nobody may bypass`
        : `${record.name}: for pull requests only, by ${text(actors)}`,
    );
  },
  examples: [
    { name: "nobody", record: ruleset({ bypass_actors: [] }), outcome: "pass" },
    {
      name: "for pull requests only",
      record: ruleset({ bypass_actors: [{ type: "Team", name: "release", mode: "pull_request" }] }),
      outcome: "pass",
    },
    {
      name: "owners, always",
      record: ruleset({ bypass_actors: [{ type: "OrganizationAdmin", mode: "always" }] }),
      outcome: "fail",
    },
    {
      name: "GraphQL's capitals",
      record: ruleset({ bypass_actors: [{ type: "Team", name: "release", mode: "ALWAYS" }] }),
      outcome: "fail",
    },
    { name: "GH-02: bypass_actors absent", record: ruleset(), outcome: "undetermined", reason: "denied" },
    {
      name: "mode not stated",
      record: ruleset({ bypass_actors: [{ type: "Team", name: "release" }] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not enforced", record: ruleset({ enforcement: "evaluate" }), outcome: "not-applicable" },
  ],
});
