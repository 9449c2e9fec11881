import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { customerKind, userKind } from "../evidence.ts";
import { administration, closed, customer, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-delegated-administrators-are-few",
  version: 1,
  title: "Other administrators are few",
  rationale: "Roles with less than everything still reset passwords and read settings; few need them.",
  severity: "low",
  over: customerKind,
  reads: [userKind],
  params: z.object({
    maxShare: z.number().min(0).max(100).default(5).describe("percent. origin: our default"),
    atLeast: z
      .number()
      .int()
      .min(0)
      .default(10)
      .describe("people who are allowed in a small tenant. origin: our default"),
  }),
  remediation: "Remove administrator roles from those who do not use them.",
  expected: ({ maxShare, atLeast }) =>
    `administrators other than super administrators are at most ${maxShare} % of the people who can sign in, or ${atLeast}`,
  test(_record, ctx) {
    const users = [...ctx.read(userKind).all()].filter((user) => closed(user) === undefined);
    const administrators = users.filter((user) => administration(user) === "administrator of some things");
    const most = Math.max(ctx.params.atLeast, Math.floor((users.length * ctx.params.maxShare) / 100));
    const observed = `${administrators.length} of ${users.length} people who can sign in administer something`;
    return administrators.length <= most ? pass(observed) : fail(`${observed}; ${most} are allowed`);
  },
  examples: [
    {
      name: "one",
      record: customer(),
      reads: { "google-workspace.user": [user("ana", { isDelegatedAdmin: true }), user("ben")] },
      outcome: "pass",
    },
    {
      name: "two of three where none is allowed",
      record: customer(),
      reads: {
        "google-workspace.user": [
          user("ana", { isDelegatedAdmin: true }),
          user("ben", { isDelegatedAdmin: true }),
          user("eva"),
        ],
      },
      params: { atLeast: 0 },
      outcome: "fail",
    },
    {
      name: "users not seen",
      record: customer(),
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
