import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { userKind, userUsageKind } from "../evidence.ts";
import { SUSPENDED, administration, closed, usage, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-administrator-has-security-key",
  version: 1,
  title: "Administrators own a passkey or security key",
  rationale: "Only a key that knows the true address refuses the false page; codes do not.",
  severity: "medium",
  over: userKind,
  reads: [userUsageKind],
  params: z.object({}),
  remediation: "Give each administrator two security keys, or have them add passkeys.",
  expected: () => "each administrator who can sign in has at least one security key or passkey",
  test(record, ctx) {
    const role = administration(record);
    if (role === undefined) return notApplicable("no administrator");
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    const row = ctx.read(userUsageKind).get(record.id);
    if (row === undefined) return undetermined("stale-source", `${role}; not in the usage report: newer than it`);
    const keys = row.parameters["accounts:num_security_keys"];
    const passkeys = row.parameters["accounts:num_passkeys_enrolled"];
    const total = [keys, passkeys].reduce((sum: number, count) => sum + (typeof count === "number" ? count : 0), 0);
    const observed = `${role}; ${total} security keys and passkeys on ${row.date}`;
    if (total > 0) return pass(observed);
    return typeof keys === "number" && typeof passkeys === "number"
      ? fail(`${record.primaryEmail}: ${observed}`)
      : undetermined("schema-mismatch", `${role}; the usage report does not state the number of keys and passkeys`);
  },
  examples: [
    {
      name: "a security key",
      record: user("ana", { isAdmin: true }),
      reads: {
        "google-workspace.user-usage": [
          usage("ana", { "accounts:num_security_keys": 2, "accounts:num_passkeys_enrolled": 0 }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "a passkey",
      record: user("ana", { isDelegatedAdmin: true }),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:num_passkeys_enrolled": 1 })] },
      outcome: "pass",
    },
    {
      name: "neither",
      record: user("ana", { isAdmin: true }),
      reads: {
        "google-workspace.user-usage": [
          usage("ana", { "accounts:num_security_keys": 0, "accounts:num_passkeys_enrolled": 0 }),
        ],
      },
      outcome: "fail",
    },
    {
      name: "passkeys not reported",
      record: user("ana", { isAdmin: true }),
      reads: { "google-workspace.user-usage": [usage("ana", { "accounts:num_security_keys": 0 })] },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "newer than the report",
      record: user("ana", { isAdmin: true }),
      outcome: "undetermined",
      reason: "stale-source",
    },
    { name: "no administrator", record: user("ana"), outcome: "not-applicable" },
    { name: "suspended", record: user("ana", { isAdmin: true, ...SUSPENDED }), outcome: "not-applicable" },
    {
      name: "usage not seen",
      record: user("ana", { isAdmin: true }),
      unavailable: { "google-workspace.user-usage": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
