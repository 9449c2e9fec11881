import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { judgeOwnerSetting, organization, ownerSettingExamples } from "../policy/index.ts";

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
    return judgeOwnerSetting(record, "members_can_create_public_repositories", false);
  },
  examples: [
    ...ownerSettingExamples("members_can_create_public_repositories", false),
    {
      name: "GitHub has not said",
      record: organization({ members_can_create_repositories: true }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
