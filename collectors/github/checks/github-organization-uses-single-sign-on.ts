import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { orByEnterprise, organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-uses-single-sign-on",
  version: 2,
  changes: ["2: undetermined, not failed, where an enterprise above the organization may have single sign-on for it"],
  title: "Members sign in through the identity provider",
  rationale:
    "With SAML single sign-on the directory decides who gets in, with its own rules, and a leaver is out when the directory says so.",
  severity: "medium",
  over: organizationKind,
  params: z.object({}),
  remediation: "Configure and enforce SAML single sign-on (GitHub Enterprise Cloud).",
  expected: () => "SAML single sign-on is configured for the organization",
  test(record) {
    const state = ownerOnly(record, "saml_single_sign_on");
    const plan = record.plan === null || record.plan === undefined ? "" : `, plan ${record.plan.name}`;
    if (state === "configured") return pass(`SAML single sign-on is configured${plan}`);
    orByEnterprise(record, "SAML single sign-on");
    return fail(`no SAML single sign-on${plan}`);
  },
  examples: [
    { name: "configured", record: organization({ saml_single_sign_on: "configured" }), outcome: "pass" },
    {
      name: "not configured, where an enterprise may have it",
      record: organization({ saml_single_sign_on: "not-configured", plan: { name: "enterprise" } }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "not configured, plan not seen",
      record: organization({ saml_single_sign_on: "not-configured", plan: null }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "a plan without it",
      record: organization({ saml_single_sign_on: "not-configured", plan: { name: "team" } }),
      outcome: "fail",
    },
    {
      name: "not visible to this token",
      record: organization({ saml_single_sign_on: null }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
