import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-visibility-changes",
  version: 1,
  title: "Only owners change the visibility of repositories",
  rationale: "One change of visibility publishes the code and its whole history.",
  severity: "high",
  over: organizationKind,
  params: z.object({}),
  remediation: "Turn off visibility changes for repository administrators.",
  expected: () => "members_can_change_repo_visibility is false",
  test(record) {
    return !ownerOnly(record, "members_can_change_repo_visibility")
      ? pass("members_can_change_repo_visibility is false")
      : fail("members_can_change_repo_visibility is true");
  },
  examples: [
    { name: "set so", record: organization({ members_can_change_repo_visibility: false }), outcome: "pass" },
    { name: "set otherwise", record: organization({ members_can_change_repo_visibility: true }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "null",
      record: organization({ members_can_change_repo_visibility: null }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
