import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { customerKind, userKind } from "../evidence.ts";
import { customer, superAdministrators, SUSPENDED, user, omit } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-administrators-are-few",
  version: 1,
  title: "Super administrators are few",
  rationale: "Each super administrator is one more way to lose the tenant.",
  severity: "high",
  over: customerKind,
  reads: [userKind],
  params: z.object({
    maxSuperAdministrators: z
      .number()
      .int()
      .min(1)
      .default(4)
      .describe("people. origin: CIS Google Workspace (2 to 4); CISA SCuBA GWS.COMMONCONTROLS.6.2 allows 8"),
  }),
  remediation: "Give narrower administrator roles to those who do not administer the whole tenant.",
  expected: ({ maxSuperAdministrators }) =>
    `at most ${maxSuperAdministrators} super administrators can sign in (suspended ones are counted apart)`,
  test(_record, ctx) {
    const { count, observed, settled } = superAdministrators(ctx.read(userKind));
    if (count > ctx.params.maxSuperAdministrators) return fail(observed);
    settled();
    return pass(observed);
  },
  examples: [
    {
      name: "two",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true }), user("ben", { isAdmin: true }), user("eva")] },
      outcome: "pass",
    },
    {
      name: "two where one is allowed",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true }), user("ben", { isAdmin: true }), user("eva")] },
      params: { maxSuperAdministrators: 1 },
      outcome: "fail",
    },
    {
      name: "a suspended one is counted apart (GWS-08)",
      record: customer(),
      reads: {
        "google-workspace.user": [user("ana", { isAdmin: true }), user("old", { isAdmin: true, ...SUSPENDED })],
      },
      params: { maxSuperAdministrators: 1 },
      outcome: "pass",
    },
    {
      name: "too many among those seen",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true }), user("ben", { isAdmin: true }), user("eva")] },
      unavailable: { "google-workspace.user": "truncated" },
      params: { maxSuperAdministrators: 1 },
      outcome: "fail",
    },
    {
      name: "few among those seen",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true }), user("ben", { isAdmin: true }), user("eva")] },
      unavailable: { "google-workspace.user": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "users not seen",
      record: customer(),
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
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
