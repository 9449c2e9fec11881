import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, unit } from "../policy/index.ts";

const KNOWN = [
  "REPLACE_CONFLICTING_ACCOUNT",
  "AUTOMATICALLY_SEND_INVITATIONS",
  "PRESERVE_CONFLICTING_ACCOUNT",
] as const;

export default defineCheck({
  id: "google-conflicting-accounts-are-replaced",
  version: 1,
  title: "Private accounts under own addresses are replaced",
  rationale:
    "A private account under a business address belongs to the person, with the data in it, after they have left.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["REPLACE_CONFLICTING_ACCOUNT", "AUTOMATICALLY_SEND_INVITATIONS"])
      .describe("options. origin: CISA SCuBA GWS.COMMONCONTROLS.7.1, or an invitation"),
  }),
  remediation: "Replace conflicting unmanaged accounts with managed ones, or invite them to be transferred.",
  expected: ({ allowed }) => `conflicting accounts are handled by: ${allowed.join(", ")}`,
  test(record, ctx) {
    if (record.orgUnitPath !== "/" || record.targetType !== "org-unit")
      return notApplicable("a setting of the whole tenant: judged at the root");
    return overSetting(record, { type: "provisioning.conflicting_accounts_management" }, (value) =>
      mustBeOneOf(value, "option", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    {
      name: "replaced",
      record: unit(
        { "provisioning.conflicting_accounts_management": { option: "REPLACE_CONFLICTING_ACCOUNT" } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "kept",
      record: unit(
        { "provisioning.conflicting_accounts_management": { option: "PRESERVE_CONFLICTING_ACCOUNT" } },
        { orgUnitPath: "/" },
      ),
      outcome: "fail",
    },
    {
      name: "kept, where your rule allows it",
      record: unit(
        { "provisioning.conflicting_accounts_management": { option: "PRESERVE_CONFLICTING_ACCOUNT" } },
        { orgUnitPath: "/" },
      ),
      params: { allowed: ["PRESERVE_CONFLICTING_ACCOUNT"] },
      outcome: "pass",
    },
    {
      name: "a unit below",
      record: unit({ "provisioning.conflicting_accounts_management": { option: "PRESERVE_CONFLICTING_ACCOUNT" } }),
      outcome: "not-applicable",
    },
    {
      name: "an option that is not known here",
      record: unit({ "provisioning.conflicting_accounts_management": { option: "NEW" } }, { orgUnitPath: "/" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "nothing is stated",
      record: unit({}, { orgUnitPath: "/" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
