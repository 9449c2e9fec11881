import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-members-cannot-create-public-repositories",
  version: 1,
  title: "Members cannot create public repositories",
  rationale: "What is public for a minute has been copied; publishing ought to be a decision of a few.",
  severity: "high",
  over: organizationKind,
  params: z.object({}),
  remediation: "Forbid members to create public repositories; let owners do it on request.",
  expected: () => "members_can_create_public_repositories is false",
  test(record) {
    return !ownerOnly(record, "members_can_create_public_repositories")
      ? pass("members_can_create_public_repositories is false")
      : fail("members_can_create_public_repositories is true");
  },
  examples: [
    { name: "set so", record: organization({ members_can_create_public_repositories: false }), outcome: "pass" },
    { name: "set otherwise", record: organization({ members_can_create_public_repositories: true }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "null",
      record: organization({ members_can_create_public_repositories: null }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GitHub has not said",
      record: organization({ members_can_create_repositories: true }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
