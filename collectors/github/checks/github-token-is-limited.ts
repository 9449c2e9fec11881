import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { personalAccessTokenKind } from "../evidence.ts";
import { OPENS_NOTHING_EXAMPLES, opensNothing, stated, token } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-is-limited",
  version: 1,
  title: "Personal access tokens reach chosen repositories",
  rationale: "A token for everything turns one leak into all.",
  severity: "medium",
  over: personalAccessTokenKind,
  params: z.object({}),
  remediation: "Ask the owner to make a token for the repositories that the task needs.",
  expected: () => "a granted token reaches chosen repositories or none, not all",
  test(record) {
    const aside = opensNothing(record);
    if (aside !== undefined) return aside;
    const which = stated(record, "repository_selection");
    const observed = `the token of ${record.owner}: ${which} repositories`;
    if (which === "all") return fail(observed);
    return ["none", "subset"].includes(which) ? pass(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "some", record: token(), outcome: "pass" },
    { name: "none", record: token({ repository_selection: "none" }), outcome: "pass" },
    { name: "all", record: token({ repository_selection: "all" }), outcome: "fail" },
    ...OPENS_NOTHING_EXAMPLES,
    {
      name: "not stated",
      record: token({ repository_selection: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a new word",
      record: token({ repository_selection: "most" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
