import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind, outsideCollaboratorKind } from "../evidence.ts";
import { judgeTwoFactor, organization, outsider } from "../policy/index.ts";

export default defineCheck({
  id: "github-outside-collaborator-has-two-factor",
  version: 1,
  title: "Outside collaborators have a second factor",
  rationale: "Accounts of outsiders are kept by nobody here, and open the same code.",
  severity: "high",
  over: outsideCollaboratorKind,
  reads: [organizationKind],
  params: z.object({}),
  remediation: "Require two-factor authentication for the organization: it binds outside collaborators too.",
  expected: () =>
    "each outside collaborator has a second factor: seen by an owner's token, or by the requirement of the organization where GitHub shows no person's state",
  test(record, ctx) {
    return judgeTwoFactor(record, ctx.read(organizationKind));
  },
  examples: [
    { name: "has one", record: outsider("vera", { two_factor_enabled: true }), outcome: "pass" },
    { name: "has none", record: outsider("vera", { two_factor_enabled: false }), outcome: "fail" },
    {
      name: "not visible, and the organization asks for one",
      record: outsider("vera", { two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: true })] },
      outcome: "pass",
    },
    {
      name: "seen to have none while the organization asks for one",
      record: outsider("vera", { two_factor_enabled: false }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: true })] },
      outcome: "fail",
    },
    {
      name: "GH-07: not visible, nor whether the organization asks",
      record: outsider("vera", { two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: null })] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "not visible, and the organization does not ask",
      record: outsider("vera", { two_factor_enabled: null }),
      reads: { "github.organization": [organization({ two_factor_requirement_enabled: false })] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "the organization not readable",
      record: outsider("vera", {}),
      unavailable: { "github.organization": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
