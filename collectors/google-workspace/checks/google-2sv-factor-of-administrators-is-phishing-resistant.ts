import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind, userKind } from "../evidence.ts";
import { administration, allAdministrators, closed, mustBeOneOf, overSetting, unit, user } from "../policy/index.ts";

const KNOWN = [
  "PASSKEY_ONLY",
  "PASSKEY_PLUS_SECURITY_CODE",
  "PASSKEY_PLUS_IP_BOUND_SECURITY_CODE",
  "NO_TELEPHONY",
  "ALL",
] as const;

export default defineCheck({
  id: "google-2sv-factor-of-administrators-is-phishing-resistant",
  version: 1,
  title: "Administrators sign in with passkeys or security keys only",
  rationale:
    "The one page that every phishing kit imitates is the sign-in page of administrators; a passkey refuses to work there.",
  severity: "high",
  over: effectiveSettingsKind,
  reads: [effectiveSettingsKind, userKind],
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["PASSKEY_ONLY", "PASSKEY_PLUS_SECURITY_CODE", "PASSKEY_PLUS_IP_BOUND_SECURITY_CODE"])
      .describe("sets of second steps. origin: CIS Google Workspace, CISA SCuBA GWS.COMMONCONTROLS.1.1"),
  }),
  remediation:
    "For the group of all administrators, or the org unit that holds them, allow only passkeys and security keys as second step.",
  expected: ({ allowed }) =>
    `all administrators, where they have a setting of their own, or else each unit, accept only: ${allowed.join(", ")}`,
  test(record, ctx) {
    const type = "security.two_step_verification_enforcement_factor";
    const own = [...ctx.read(effectiveSettingsKind).all()].find(({ targetType }) => targetType === "admins");
    if (record.targetType !== "admins") {
      if (own?.settings[type] !== undefined) return notApplicable("all administrators have a setting of their own");
      const users = [...ctx.read(userKind).all()].filter(
        (user) =>
          closed(user) === undefined && administration(user) !== undefined && user.orgUnitPath === record.orgUnitPath,
      );
      if (record.targetType !== "org-unit" || users.length === 0)
        return notApplicable("no administrator is in this unit");
    }
    return overSetting(record, { type }, (value) =>
      mustBeOneOf(value, "allowedSignInFactorSet", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    {
      name: "all administrators need a passkey",
      record: allAdministrators({
        "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "PASSKEY_ONLY" },
      }),
      outcome: "pass",
    },
    {
      name: "all administrators may use anything",
      record: allAdministrators({
        "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" },
      }),
      outcome: "fail",
    },
    {
      name: "a unit with an administrator, by telephone",
      record: unit({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } }),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true })] },
      outcome: "fail",
    },
    {
      name: "a unit with an administrator, by passkey",
      record: unit({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "PASSKEY_ONLY" } }),
      reads: { "google-workspace.user": [user("ana", { isAdmin: true })] },
      outcome: "pass",
    },
    {
      name: "a unit without administrators",
      record: unit({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } }),
      reads: { "google-workspace.user": [user("ana")] },
      outcome: "not-applicable",
    },
    {
      name: "a unit, where all administrators have a setting of their own",
      record: unit({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } }),
      reads: {
        "google-workspace.user": [user("ana", { isAdmin: true })],
        "google-workspace.effective-settings": [
          allAdministrators({
            "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "PASSKEY_ONLY" },
          }),
        ],
      },
      outcome: "not-applicable",
    },
    {
      name: "users not seen",
      record: unit({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } }),
      unavailable: { "google-workspace.user": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "a set that is not known here",
      record: allAdministrators({
        "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "NEW" },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
