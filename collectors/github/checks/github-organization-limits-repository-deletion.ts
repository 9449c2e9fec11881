import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-repository-deletion",
  version: 1,
  title: "Only owners delete or transfer repositories",
  rationale: "Whoever deletes a repository deletes its history, and transferring takes it out of the organization.",
  severity: "medium",
  over: organizationKind,
  params: z.object({}),
  remediation: "Turn off deletion and transfer of repositories for repository administrators.",
  expected: () => "members_can_delete_repositories is false",
  test(record) {
    return !ownerOnly(record, "members_can_delete_repositories")
      ? pass("members_can_delete_repositories is false")
      : fail("members_can_delete_repositories is true");
  },
  examples: [
    { name: "set so", record: organization({ members_can_delete_repositories: false }), outcome: "pass" },
    { name: "set otherwise", record: organization({ members_can_delete_repositories: true }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "null",
      record: organization({ members_can_delete_repositories: null }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
