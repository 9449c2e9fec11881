import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { customerKind, userKind } from "../evidence.ts";
import { customer, superAdministrators, SUSPENDED, user, omit } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-administrators-are-more-than-one",
  version: 1,
  title: "There is a second super administrator",
  rationale: "A single super administrator who is ill, gone or locked out leaves nobody who can act.",
  severity: "medium",
  over: customerKind,
  reads: [userKind],
  params: z.object({
    minSuperAdministrators: z
      .number()
      .int()
      .min(1)
      .default(2)
      .describe("people. origin: CIS Google Workspace, CISA SCuBA GWS.COMMONCONTROLS.6.2"),
  }),
  remediation: "Make a second person super administrator, with a passkey kept apart.",
  expected: ({ minSuperAdministrators }) => `at least ${minSuperAdministrators} super administrators can sign in`,
  test(_record, ctx) {
    const { count, observed, settled } = superAdministrators(ctx.read(userKind));
    if (count >= ctx.params.minSuperAdministrators) return pass(observed);
    settled();
    return fail(observed);
  },
  examples: [
    {
      name: "two",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true }), user("ben", { isAdmin: true }), user("eva")] },
      outcome: "pass",
    },
    {
      name: "one",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true })] },
      outcome: "fail",
    },
    {
      name: "one and a suspended one",
      record: customer(),
      reads: {
        "google-workspace.user": [user("ana", { isAdmin: true }), user("old", { isAdmin: true, ...SUSPENDED })],
      },
      outcome: "fail",
    },
    {
      name: "one where one is enough",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true })] },
      params: { minSuperAdministrators: 1 },
      outcome: "pass",
    },
    {
      name: "one among those seen",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true })] },
      unavailable: { "google-workspace.user": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "of one it is not stated whether",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true }), omit(user("ben"), "isAdmin")] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
