import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitByDefault, unitForLicence } from "../policy/index.ts";

const KNOWN = [
  "NO_TELEPHONY",
  "PASSKEY_PLUS_SECURITY_CODE",
  "PASSKEY_PLUS_IP_BOUND_SECURITY_CODE",
  "PASSKEY_ONLY",
  "ALL",
] as const;

export default defineCheck({
  id: "google-2sv-factor-excludes-telephony",
  version: 1,
  title: "Second steps by SMS and voice are not accepted",
  rationale:
    "Codes sent to a telephone number follow that number to whoever talks the operator into moving it, and are typed into false pages like passwords.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Allow every method except verification codes by text message and telephone call, or passkeys only.",
  expected: () => "the allowed second steps leave out text messages and telephone calls",
  test(record) {
    return overSetting(record, { type: "security.two_step_verification_enforcement_factor" }, (value) =>
      mustBeOneOf(value, "allowedSignInFactorSet", KNOWN, [
        "NO_TELEPHONY",
        "PASSKEY_PLUS_SECURITY_CODE",
        "PASSKEY_PLUS_IP_BOUND_SECURITY_CODE",
        "PASSKEY_ONLY",
      ]),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "NO_TELEPHONY" } }),
      outcome: "pass",
    },
    {
      name: "otherwise",
      record: unit({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } }),
      outcome: "fail",
    },
    {
      name: "a group that overrides it",
      record: overrides({ "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit(
        { "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "ALL" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "NO_TELEPHONY" } },
        { allowedSignInFactorSet: "ALL" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "security.two_step_verification_enforcement_factor": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({
        "security.two_step_verification_enforcement_factor": { allowedSignInFactorSet: "SOMETHING_NEW" },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
