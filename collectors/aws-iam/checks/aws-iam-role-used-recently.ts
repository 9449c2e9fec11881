import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  dated,
  daysAgo,
  identityCenterRole,
  managedElsewhere,
  role,
  serviceLinkedRole,
  wholeDays,
} from "../../_aws/policy/index.ts";
import { roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-used-recently",
  version: 1,
  title: "Roles are in use",
  rationale: "A role that nobody uses is a permission that nobody would miss, and a way in that nobody watches.",
  severity: "low",
  over: roleKind,
  params: z.object({
    maxDays: z.number().int().min(1).max(400).default(90).describe("days. origin: our default"),
  }),
  remediation: "Delete the role, or narrow it and record why it is kept.",
  expected: ({ maxDays }) => `each role was used, or created, in the last ${maxDays} days (AWS looks back 400 days)`,
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const used = known(record.RoleLastUsed, "RoleLastUsed").LastUsedDate;
    const created = `created ${dated(record.CreateDate, ctx.evidenceAt)}`;
    const observed =
      used === undefined
        ? `not used in the 400 days that AWS looks back; ${created}`
        : `last used ${dated(used, ctx.evidenceAt)}`;
    return wholeDays(used ?? record.CreateDate, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    {
      name: "used yesterday",
      record: role("app", { RoleLastUsed: { LastUsedDate: daysAgo(1), Region: "eu-west-1" } }),
      outcome: "pass",
    },
    { name: "used 91 days ago", record: role("app", { RoleLastUsed: { LastUsedDate: daysAgo(91) } }), outcome: "fail" },
    { name: "never used, old", record: role("app", { RoleLastUsed: {} }), outcome: "fail" },
    { name: "never used, new", record: role("app", { RoleLastUsed: {}, CreateDate: daysAgo(5) }), outcome: "pass" },
    { name: "last use not stated", record: role("app"), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    { name: "role of IAM Identity Center", record: identityCenterRole("Ops"), outcome: "not-applicable" },
  ],
});
