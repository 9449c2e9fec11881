import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { memberKind, organizationKind } from "../evidence.ts";
import { judgeTwoFactor, member, organization, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-owner-has-two-factor",
  version: 1,
  title: "Owners have a second factor",
  rationale: "Whoever takes over an owner's account has the organization.",
  severity: "critical",
  over: memberKind,
  reads: [organizationKind],
  params: z.object({}),
  remediation: "Require two-factor authentication for the organization; have owners use passkeys or security keys.",
  expected: () =>
    "each owner has a second factor: seen by an owner's token, or by the requirement of the organization where GitHub shows no person's state",
  test(record, ctx) {
    if (stated(record, "role") !== "admin") return notApplicable(`${record.login} is no owner`);
    return judgeTwoFactor(record, ctx.read(organizationKind));
  },
  examples: [
    { name: "has one", record: member("ana", { role: "admin", two_factor_enabled: true }), outcome: "pass" },
    { name: "has none", record: member("ana", { role: "admin", two_factor_enabled: false }), outcome: "fail" },
    {
      name: "not visible, and the organization asks for one",
      record: member("ana", { role: "admin", two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: true })] },
      outcome: "pass",
    },
    {
      name: "seen to have none while the organization asks for one",
      record: member("ana", { role: "admin", two_factor_enabled: false }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: true })] },
      outcome: "fail",
    },
    {
      name: "GH-07: not visible, nor whether the organization asks",
      record: member("ana", { role: "admin", two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: null })] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "not visible, and the organization does not ask",
      record: member("ana", { role: "admin", two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: false })] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "the organization not readable",
      record: member("ana", { role: "admin" }),
      unavailable: { "github.organization": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "no owner", record: member("ana", { two_factor_enabled: false }), outcome: "not-applicable" },
    {
      name: "role not stated",
      record: member("ana", { role: null, two_factor_enabled: false }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
