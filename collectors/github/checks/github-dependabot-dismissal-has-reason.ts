import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { dependabotAlertKind } from "../evidence.ts";
import { dependabotAlert, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-dependabot-dismissal-has-reason",
  version: 1,
  title: "Dismissed dependency alerts say why",
  rationale: "Without a reason an accepted risk cannot be told from a tidied list.",
  severity: "low",
  over: dependabotAlertKind,
  params: z.object({
    refused: z.array(z.string()).default(["no_bandwidth"]).describe("reasons that accept nothing. origin: our default"),
  }),
  remediation: "Reopen the alert, or dismiss it again with its reason and a comment that names who accepted the risk.",
  expected: ({ refused }) => `a dismissed alert has a reason, not one of: ${refused.join(", ")}; and a comment`,
  test(record, ctx) {
    if (record.state !== "dismissed") return notApplicable(record.state);
    const by = record.dismissed_by === null || record.dismissed_by === undefined ? "" : ` by ${record.dismissed_by}`;
    const reason = stated(record, "dismissed_reason");
    if (ctx.params.refused.includes(reason)) return fail(`dismissed${by}: ${reason}`);
    return stated(record, "dismissed_comment_given")
      ? pass(`dismissed${by}: ${reason}, with a comment`)
      : fail(`dismissed${by}: ${reason}, without a comment`);
  },
  examples: [
    {
      name: "tolerable risk, with a comment",
      record: dependabotAlert({
        state: "dismissed",
        dismissed_reason: "tolerable_risk",
        dismissed_comment_given: true,
        dismissed_by: "ana",
      }),
      outcome: "pass",
    },
    {
      name: "without a comment",
      record: dependabotAlert({ state: "dismissed", dismissed_reason: "not_used", dismissed_comment_given: false }),
      outcome: "fail",
    },
    {
      name: "no time",
      record: dependabotAlert({ state: "dismissed", dismissed_reason: "no_bandwidth", dismissed_comment_given: true }),
      outcome: "fail",
    },
    { name: "open", record: dependabotAlert(), outcome: "not-applicable" },
    {
      name: "reason not stated",
      record: dependabotAlert({ state: "dismissed", dismissed_comment_given: true }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "comment not stated",
      record: dependabotAlert({ state: "dismissed", dismissed_reason: "inaccurate" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
