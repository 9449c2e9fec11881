import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { judgeOwnerSetting, organization, ownerSettingExamples, refused } from "../policy/index.ts";

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
    return judgeOwnerSetting(record, "two_factor_requirement_enabled", true);
  },
  examples: [
    ...ownerSettingExamples("two_factor_requirement_enabled", true),
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
