import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples } from "../policy/index.ts";

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
  examples: settingExamples({ type: "security.two_step_verification_enforcement_factor" }, "allowedSignInFactorSet", {
    wanted: "NO_TELEPHONY",
    otherwise: "ALL",
    byDefault: "ALL",
  }),
});
