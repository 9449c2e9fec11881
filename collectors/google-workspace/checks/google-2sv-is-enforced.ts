import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { allAdministrators, flagOf, overSetting, overrides, unit, unitForLicence } from "../policy/index.ts";

export default defineCheck({
  id: "google-2sv-is-enforced",
  version: 1,
  title: "2-step verification is enforced in every org unit",
  rationale:
    "An offered second step is used by those who care; an enforced one stops the stolen password of everybody else.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation:
    "Allow enrolment and enforce 2-step verification for the org unit or group, with a short grace period for new users.",
  expected: () => "2-step verification is enforced from an instant that has passed, and enrolment is allowed",
  test(record, ctx) {
    return overSetting(record, { type: "security.two_step_verification_enforcement" }, (value) => {
      const from = value["enforcedFrom"];
      if (typeof from !== "string" || !Number.isFinite(Date.parse(from)))
        return undetermined("schema-mismatch", `enforcedFrom is ${JSON.stringify(from)}, no instant known here`);
      if (Date.parse(from) === 0) return fail("2-step verification is not enforced");
      if (Date.parse(from) > Date.parse(ctx.evidenceAt))
        return fail(`2-step verification is enforced only from ${from}`);
      const enrolment = record.settings["security.two_step_verification_enrollment"];
      if (enrolment === undefined)
        return record.targetType === "org-unit"
          ? undetermined("schema-mismatch", "the Policy API does not state whether enrolment is allowed")
          : pass(`enforced from ${from}; enrolment is as in the members' units`);
      if (!flagOf(enrolment.value, "allowEnrollment"))
        return fail(`enforced from ${from}, but enrolment is not allowed: nobody can have a second step`);
      return pass(`enforced from ${from}, enrolment allowed`);
    });
  },
  examples: [
    {
      name: "enforced and allowed",
      record: unit({
        "security.two_step_verification_enforcement": { enforcedFrom: "2026-08-24T06:30:00Z" },
        "security.two_step_verification_enrollment": { allowEnrollment: true },
      }),
      outcome: "pass",
    },
    {
      name: "not enforced",
      record: unit({
        "security.two_step_verification_enforcement": { enforcedFrom: "1970-01-01T00:00:00Z" },
        "security.two_step_verification_enrollment": { allowEnrollment: true },
      }),
      outcome: "fail",
    },
    {
      name: "enforced, but enrolment is not allowed (GWS-04)",
      record: unit({
        "security.two_step_verification_enforcement": { enforcedFrom: "2026-08-24T06:30:00Z" },
        "security.two_step_verification_enrollment": { allowEnrollment: false },
      }),
      outcome: "fail",
    },
    {
      name: "enforced from next week",
      record: unit({
        "security.two_step_verification_enforcement": { enforcedFrom: "2026-11-29T00:00:00Z" },
        "security.two_step_verification_enrollment": { allowEnrollment: true },
      }),
      outcome: "fail",
    },
    {
      name: "all administrators, as the literal group (GWS-10)",
      record: allAdministrators({
        "security.two_step_verification_enforcement": { enforcedFrom: "2026-08-24T06:30:00Z" },
        "security.two_step_verification_enrollment": { allowEnrollment: true },
      }),
      outcome: "pass",
    },
    {
      name: "all administrators exempted (GWS-10)",
      record: allAdministrators({
        "security.two_step_verification_enforcement": { enforcedFrom: "1970-01-01T00:00:00Z" },
      }),
      outcome: "fail",
    },
    {
      name: "a group that enforces it",
      record: overrides({ "security.two_step_verification_enforcement": { enforcedFrom: "2026-08-24T06:30:00Z" } }),
      outcome: "pass",
    },
    {
      name: "a group that is exempt",
      record: overrides({ "security.two_step_verification_enforcement": { enforcedFrom: "1970-01-01T00:00:00Z" } }),
      outcome: "fail",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    {
      name: "nobody active in the unit",
      record: unit(
        { "security.two_step_verification_enforcement": { enforcedFrom: "1970-01-01T00:00:00Z" } },
        { activeUsers: 0 },
      ),
      outcome: "not-applicable",
    },
    {
      name: "the root without users of its own",
      record: unit(
        { "security.two_step_verification_enforcement": { enforcedFrom: "1970-01-01T00:00:00Z" } },
        { activeUsers: 0, orgUnitPath: "/" },
      ),
      outcome: "fail",
    },
    {
      name: "for some licences only",
      record: unitForLicence(
        {
          "security.two_step_verification_enforcement": { enforcedFrom: "2026-08-24T06:30:00Z" },
          "security.two_step_verification_enrollment": { allowEnrollment: true },
        },
        { enforcedFrom: "1970-01-01T00:00:00Z" },
      ),
      outcome: "fail",
    },
    {
      name: "enrolment is not stated",
      record: unit({ "security.two_step_verification_enforcement": { enforcedFrom: "2026-08-24T06:30:00Z" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "no instant",
      record: unit({ "security.two_step_verification_enforcement": {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
