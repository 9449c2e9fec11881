import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { judgeOwnerSetting, ownerSettingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-outside-invitations",
  version: 1,
  title: "Only owners invite outside collaborators",
  rationale: "When every repository administrator may invite outsiders, nobody knows who has access.",
  severity: "medium",
  over: organizationKind,
  params: z.object({}),
  remediation: "Let owners alone invite outside collaborators.",
  expected: () => "members_can_invite_outside_collaborators is false",
  test(record) {
    return judgeOwnerSetting(record, "members_can_invite_outside_collaborators", false);
  },
  examples: ownerSettingExamples("members_can_invite_outside_collaborators", false),
});
