import { defineCheck } from "#sdk";
import * as z from "zod";
import { memberKind, organizationKind } from "../evidence.ts";
import { judgeTwoFactor, member, organization } from "../policy/index.ts";

export default defineCheck({
  id: "github-member-has-two-factor",
  version: 1,
  title: "Members have a second factor",
  rationale: "A member's password alone opens all code that the member may read.",
  severity: "high",
  over: memberKind,
  reads: [organizationKind],
  params: z.object({}),
  remediation: "Require two-factor authentication for the organization, and help the members who have none.",
  expected: () =>
    "each member has a second factor: seen by an owner's token, or by the requirement of the organization where GitHub shows no person's state",
  test(record, ctx) {
    return judgeTwoFactor(record, ctx.read(organizationKind));
  },
  examples: [
    { name: "has one", record: member("ana", { two_factor_enabled: true }), outcome: "pass" },
    { name: "has none", record: member("ana", { two_factor_enabled: false }), outcome: "fail" },
    {
      name: "not visible, and the organization asks for one",
      record: member("ana", { two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: true })] },
      outcome: "pass",
    },
    {
      name: "seen to have none while the organization asks for one",
      record: member("ana", { two_factor_enabled: false }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: true })] },
      outcome: "fail",
    },
    {
      name: "GH-07: not visible, nor whether the organization asks",
      record: member("ana", { two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: null })] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "not visible, and the organization does not ask",
      record: member("ana", { two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: false })] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "the organization not readable",
      record: member("ana", {}),
      unavailable: { "github.organization": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
