import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { personalAccessTokenKind } from "../evidence.ts";
import { daysAgo, stated, token } from "../policy/index.ts";

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
    if (record.state !== "granted") return notApplicable("a request: nothing is granted yet");
    if (record.token_expired === true) return notApplicable("the token has expired");
    const which = stated(record, "repository_selection");
    const observed = `the token of ${record.owner}: ${which} repositories`;
    if (which === "all") return fail(observed);
    return ["none", "subset"].includes(which) ? pass(observed) : undetermined("schema-mismatch", observed);
  },
  examples: [
    { name: "some", record: token(), outcome: "pass" },
    { name: "none", record: token({ repository_selection: "none" }), outcome: "pass" },
    { name: "all", record: token({ repository_selection: "all" }), outcome: "fail" },
    {
      name: "only requested",
      record: token({
        state: "requested",
        repository_selection: "all",
        token_expires_at: null,
        created_at: daysAgo(1),
      }),
      outcome: "not-applicable",
    },
    {
      name: "expired",
      record: token({
        token_expired: true,
        token_expires_at: daysAgo(1),
        token_last_used_at: daysAgo(400),
        repository_selection: "all",
      }),
      outcome: "not-applicable",
    },
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
