import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { judgeOwnerSetting, ownerSettingExamples } from "../policy/index.ts";

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
    return judgeOwnerSetting(record, "members_can_delete_repositories", false);
  },
  examples: ownerSettingExamples("members_can_delete_repositories", false),
});
