import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { invitationKind, type Invitation } from "../evidence.ts";
import { dated, daysAgo, stated, wholeDays } from "../policy/index.ts";

const invitation = (rest: Partial<Invitation> = {}): Invitation => ({
  id: 1,
  login: "vera",
  state: "pending",
  role: "direct_member",
  ...rest,
});

export default defineCheck({
  id: "github-invitation-is-not-stale",
  version: 1,
  title: "Invitations do not wait for long",
  rationale: "An open invitation is access for whoever reads that mail.",
  severity: "low",
  over: invitationKind,
  params: z.object({
    maxDays: z
      .number()
      .int()
      .positive()
      .default(14)
      .describe("days. origin: our default; GitHub lets most invitations lapse after seven"),
  }),
  remediation: "Cancel invitations that nobody accepted; invite again when the person is ready.",
  expected: ({ maxDays }) => `a pending invitation is ${maxDays} days old at most`,
  test(record, ctx) {
    if (record.state === "failed") return notApplicable("the invitation failed: it opens nothing");
    const observed = `invited ${dated(stated(record, "created_at"), ctx.evidenceAt)}`;
    return wholeDays(stated(record, "created_at"), ctx.evidenceAt) > ctx.params.maxDays
      ? fail(observed)
      : pass(observed);
  },
  examples: [
    { name: "yesterday", record: invitation({ created_at: daysAgo(1) }), outcome: "pass" },
    { name: "14 days ago", record: invitation({ created_at: daysAgo(14) }), outcome: "pass" },
    { name: "a month ago", record: invitation({ created_at: daysAgo(30) }), outcome: "fail" },
    { name: "failed", record: invitation({ state: "failed", created_at: daysAgo(90) }), outcome: "not-applicable" },
    { name: "without a date", record: invitation(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
