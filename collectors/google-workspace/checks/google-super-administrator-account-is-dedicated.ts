import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { SUSPENDED, closed, omit, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-administrator-account-is-dedicated",
  version: 1,
  title: "Super administrator accounts have no mailbox of their own",
  rationale: "Who administers with the account that reads mail brings every phishing mail to the keys of the house.",
  severity: "medium",
  over: userKind,
  params: z.object({}),
  remediation: "Give super administrators a second account without Gmail for administration.",
  expected: () => "no super administrator account has a mailbox",
  test(record) {
    if (!known(record.isAdmin, "isAdmin")) return notApplicable("no super administrator");
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    return known(record.isMailboxSetup, "isMailboxSetup")
      ? fail(`${record.primaryEmail}: super administrator with a mailbox`)
      : pass("no mailbox");
  },
  examples: [
    { name: "without a mailbox", record: user("ana-admin", { isAdmin: true, isMailboxSetup: false }), outcome: "pass" },
    { name: "with a mailbox", record: user("ana", { isAdmin: true }), outcome: "fail" },
    { name: "no super administrator", record: user("ana"), outcome: "not-applicable" },
    { name: "suspended", record: user("ana", { isAdmin: true, ...SUSPENDED }), outcome: "not-applicable" },
    {
      name: "not stated",
      record: omit(user("ana", { isAdmin: true }), "isMailboxSetup"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
