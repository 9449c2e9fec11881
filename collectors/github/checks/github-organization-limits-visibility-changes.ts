import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { judgeOwnerSetting, ownerSettingExamples } from "../policy/index.ts";

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
    return judgeOwnerSetting(record, "members_can_change_repo_visibility", false);
  },
  examples: ownerSettingExamples("members_can_change_repo_visibility", false),
});
