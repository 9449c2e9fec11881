import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-base-permission-is-minimal",
  version: 1,
  title: "The base permission is minimal",
  rationale: "The base permission is what every member has on every repository, asked for or not.",
  severity: "high",
  over: organizationKind,
  params: z.object({
    allowed: z
      .array(z.string())
      .default(["none", "read"])
      .describe("permissions. origin: CIS GitHub 1.3.8 asks for strict base permissions; legitify asks for none"),
  }),
  remediation: "Set the base permission to none or read, and grant more through teams.",
  expected: ({ allowed }) => `default_repository_permission is one of: ${allowed.join(", ")}`,
  test(record, ctx) {
    const permission = ownerOnly(record, "default_repository_permission");
    const observed = `default_repository_permission is ${permission}`;
    if (!["none", "read", "write", "admin"].includes(permission))
      return undetermined("schema-mismatch", `${observed}: not a permission known here`);
    return ctx.params.allowed.includes(permission) ? pass(observed) : fail(observed);
  },
  examples: [
    { name: "none", record: organization({ default_repository_permission: "none" }), outcome: "pass" },
    { name: "read", record: organization({ default_repository_permission: "read" }), outcome: "pass" },
    {
      name: "read where none is asked for",
      record: organization({ default_repository_permission: "read" }),
      params: { allowed: ["none"] },
      outcome: "fail",
    },
    { name: "write", record: organization({ default_repository_permission: "write" }), outcome: "fail" },
    { name: "admin", record: organization({ default_repository_permission: "admin" }), outcome: "fail" },
    { name: "not an owner's token", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "a new permission",
      record: organization({ default_repository_permission: "triage" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
