import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

const KNOWN = ["SAME_ORGANIZATION_ONLY", "LOGGED_IN", "ALL"] as const;

export default defineCheck({
  id: "google-meet-joiners-are-known",
  version: 1,
  title: "Meetings are joined by signed-in people only",
  rationale: "Who joins without an account can call themselves anything.",
  severity: "low",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["SAME_ORGANIZATION_ONLY", "LOGGED_IN"])
      .describe("audiences. origin: our default, signed-in people"),
  }),
  remediation: "Let only signed-in users, or only the organization, join meetings.",
  expected: ({ allowed }) => `who may join: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "meet.safety_domain", service: "meet" }, (value) =>
      mustBeOneOf(value, "usersAllowedToJoin", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    {
      name: "as wanted",
      record: unit({ "meet.safety_domain": { usersAllowedToJoin: "SAME_ORGANIZATION_ONLY" } }),
      outcome: "pass",
    },
    { name: "otherwise", record: unit({ "meet.safety_domain": { usersAllowedToJoin: "ALL" } }), outcome: "fail" },
    {
      name: "a group that overrides it",
      record: overrides({ "meet.safety_domain": { usersAllowedToJoin: "ALL" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "the service is switched off here",
      record: unit({
        "meet.service_status": { serviceState: "DISABLED" },
        "meet.safety_domain": { usersAllowedToJoin: "ALL" },
      }),
      outcome: "not-applicable",
    },
    {
      name: "nobody active in the unit",
      record: unit({ "meet.safety_domain": { usersAllowedToJoin: "ALL" } }, { activeUsers: 0 }),
      outcome: "not-applicable",
    },
    {
      name: "for some licences only, otherwise for everybody else",
      record: unitForLicence(
        { "meet.safety_domain": { usersAllowedToJoin: "SAME_ORGANIZATION_ONLY" } },
        { usersAllowedToJoin: "ALL" },
      ),
      outcome: "fail",
    },
    {
      name: "the field is not stated",
      record: unit({ "meet.safety_domain": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "a value that is not known here",
      record: unit({ "meet.safety_domain": { usersAllowedToJoin: "SOMETHING_NEW" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "where your criterion allows it",
      record: unit({ "meet.safety_domain": { usersAllowedToJoin: "ALL" } }),
      params: { allowed: ["ALL"] },
      outcome: "pass",
    },
  ],
});
