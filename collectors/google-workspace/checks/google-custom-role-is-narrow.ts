import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { roleKind } from "../evidence.ts";
import { SUPER_ADMIN_ROLE, customRole, omit } from "../policy/index.ts";

export default defineCheck({
  id: "google-custom-role-is-narrow",
  version: 1,
  title: "Custom roles leave out the most powerful privileges",
  rationale: "A role of one's own with the keys to users and security is a super administrator that no count shows.",
  severity: "medium",
  over: roleKind,
  params: z.object({
    powerful: z
      .array(z.string())
      .min(1)
      .default([
        "SUPER_ADMIN",
        "USERS_ALL",
        "USERS_UPDATE",
        "USER_SECURITY_ALL",
        "SECURITY_SETTINGS",
        "DOMAIN_MANAGEMENT",
        "ROLE_MANAGEMENT_ALL",
      ])
      .describe("privileges, in Google's words. origin: our default"),
  }),
  remediation: "Take the privilege out of the role, or give the task to super administrators.",
  expected: ({ powerful }) => `no custom role has one of: ${powerful.join(", ")}`,
  test(record, ctx) {
    if (known(record.isSystemRole, "isSystemRole")) return notApplicable("a role of Google's");
    const held = known(record.rolePrivileges, "rolePrivileges").map(({ privilegeName }) => privilegeName);
    const powerful = held.filter((name) => ctx.params.powerful.includes(name));
    return powerful.length === 0
      ? pass(`${held.length} privileges, none of them named`)
      : fail(`holds ${powerful.join(", ")}`);
  },
  examples: [
    { name: "reads users", record: customRole("helpdesk", ["USERS_RETRIEVE"]), outcome: "pass" },
    {
      name: "manages security of users",
      record: customRole("helpdesk", ["USERS_RETRIEVE", "USER_SECURITY_ALL"]),
      outcome: "fail",
    },
    {
      name: "where your list is shorter",
      record: customRole("helpdesk", ["USER_SECURITY_ALL"]),
      params: { powerful: ["USERS_ALL"] },
      outcome: "pass",
    },
    { name: "a role of Google's", record: SUPER_ADMIN_ROLE, outcome: "not-applicable" },
    {
      name: "privileges not stated",
      record: omit(customRole("helpdesk", []), "rolePrivileges"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
