import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-repository-creation",
  version: 1,
  title: "Members cannot create repositories",
  rationale: "A repository that nobody planned has no owner, no rules and no place in the inventory.",
  unmapped:
    "No guidance point asks who may create a private repository; creating public ones is judged by github-organization-members-cannot-create-public-repositories.",
  severity: "low",
  over: organizationKind,
  params: z.object({}),
  remediation: "Let owners, or an automation that sets up rules and owners, create repositories.",
  expected: () => "members_can_create_repositories is false",
  test(record) {
    return !ownerOnly(record, "members_can_create_repositories")
      ? pass("members_can_create_repositories is false")
      : fail("members_can_create_repositories is true");
  },
  examples: [
    { name: "set so", record: organization({ members_can_create_repositories: false }), outcome: "pass" },
    { name: "set otherwise", record: organization({ members_can_create_repositories: true }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "null",
      record: organization({ members_can_create_repositories: null }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
