import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { SUSPENDED, ago, dated, user, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "google-departed-user-is-removed",
  version: 1,
  title: "Suspended accounts are archived or deleted in time",
  rationale:
    "A suspended account keeps its mail, files and group memberships until somebody decides what becomes of them.",
  severity: "low",
  over: userKind,
  params: z.object({ maxDays: z.number().int().positive().default(180).describe("days. origin: our default") }),
  remediation: "Transfer the data, then archive or delete the account.",
  expected: ({ maxDays }) => `no account stays suspended longer than ${maxDays} days without being archived or deleted`,
  test(record, ctx) {
    if (record.archived === true) return pass("archived");
    if (!known(record.suspended, "suspended")) return notApplicable("not suspended");
    const at = known(record.suspensionTime, "suspensionTime");
    const observed = `suspended since ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) <= ctx.params.maxDays
      ? pass(observed)
      : fail(`${record.primaryEmail}: ${observed}`);
  },
  examples: [
    { name: "suspended last week", record: user("old", { ...SUSPENDED, suspensionTime: ago(7) }), outcome: "pass" },
    {
      name: "suspended 200 days ago",
      record: user("old", { ...SUSPENDED, suspensionTime: ago(200) }),
      outcome: "fail",
    },
    {
      name: "archived",
      record: user("old", { ...SUSPENDED, suspensionTime: ago(200), archived: true }),
      outcome: "pass",
    },
    { name: "active", record: user("ana"), outcome: "not-applicable" },
    {
      name: "since when is not stated",
      record: user("old", { suspended: true }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
