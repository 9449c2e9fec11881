import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { userKind } from "../evidence.ts";
import { closed, omit, user } from "../policy/index.ts";

export default defineCheck({
  id: "google-super-administrator-name-is-personal",
  version: 1,
  title: "Super administrators are persons by name",
  rationale: "What admin@ did can be laid at nobody's door.",
  severity: "low",
  over: userKind,
  params: z.object({
    sharedWords: z
      .array(z.string())
      .default([
        "admin",
        "administrator",
        "root",
        "it",
        "ops",
        "team",
        "support",
        "helpdesk",
        "office",
        "service",
        "google",
        "workspace",
        "gsuite",
        "super",
        "superadmin",
        "security",
        "test",
        "info",
      ])
      .describe("words that name a function; a name made only of them is shared. origin: our default"),
    emergency: z.array(z.string()).default([]).describe("addresses of emergency accounts. origin: our default, none"),
  }),
  remediation:
    "Give each super administrator an account under their own name; keep a shared one for emergencies only, and name it in the parameter.",
  expected: ({ emergency }) =>
    `no super administrator account is named after a function, ${emergency.length} named emergency accounts apart`,
  test(record, ctx) {
    if (!known(record.isAdmin, "isAdmin")) return notApplicable("no super administrator");
    const why = closed(record);
    if (why !== undefined) return notApplicable(why);
    if (ctx.params.emergency.includes(record.primaryEmail))
      return pass(`${record.primaryEmail} is a named emergency account`);
    const words = (record.primaryEmail.split("@")[0] ?? "")
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== "");
    const shared = words.length > 0 && words.every((word) => ctx.params.sharedWords.includes(word));
    return shared ? fail(`${record.primaryEmail} is named after a function`) : pass(record.primaryEmail);
  },
  examples: [
    { name: "a person", record: user("ana.lopez", { isAdmin: true }), outcome: "pass" },
    { name: "admin", record: user("admin", { isAdmin: true }), outcome: "fail" },
    { name: "two words of function", record: user("it-support", { isAdmin: true }), outcome: "fail" },
    {
      name: "a named emergency account",
      record: user("admin", { isAdmin: true }),
      params: { emergency: ["admin@example.com"] },
      outcome: "pass",
    },
    { name: "a person with a word of function", record: user("ana-admin", { isAdmin: true }), outcome: "pass" },
    { name: "no super administrator", record: user("admin"), outcome: "not-applicable" },
    { name: "not stated", record: omit(user("admin"), "isAdmin"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
