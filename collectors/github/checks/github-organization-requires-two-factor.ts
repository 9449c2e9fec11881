import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly, refused } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-requires-two-factor",
  version: 1,
  title: "The organization requires a second factor",
  rationale:
    "A stolen password opens nothing when a second factor is asked of everybody, and one account without it is enough to lose the code.",
  severity: "critical",
  over: organizationKind,
  params: z.object({}),
  remediation:
    "Require two-factor authentication in the organization's authentication security settings; name those without it beforehand.",
  expected: () => "two_factor_requirement_enabled is true",
  test(record) {
    return ownerOnly(record, "two_factor_requirement_enabled")
      ? pass("two_factor_requirement_enabled is true")
      : fail("two_factor_requirement_enabled is false");
  },
  examples: [
    { name: "set so", record: organization({ two_factor_requirement_enabled: true }), outcome: "pass" },
    { name: "set otherwise", record: organization({ two_factor_requirement_enabled: false }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "null",
      record: organization({ two_factor_requirement_enabled: null }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GH-07: the caller is not an owner",
      record: organization({ two_factor_requirement_enabled: null }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GH-07: the refusal was noted",
      record: organization({ ...refused("orgs/get", "two_factor_requirement_enabled") }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
