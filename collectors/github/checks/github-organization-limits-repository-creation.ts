import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { judgeOwnerSetting, ownerSettingExamples } from "../policy/index.ts";

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
    return judgeOwnerSetting(record, "members_can_create_repositories", false);
  },
  examples: ownerSettingExamples("members_can_create_repositories", false),
});
