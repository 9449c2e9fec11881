import { defineCheck } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { judgeOwnerSetting, ownerSettingExamples } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-forbids-private-forks",
  version: 1,
  title: "Private repositories cannot be forked out of the organization",
  rationale: "A fork copies the code to where the rules, alerts and reviews of the organization do not reach.",
  severity: "medium",
  over: organizationKind,
  params: z.object({}),
  remediation: "Forbid forking of private and internal repositories.",
  expected: () => "members_can_fork_private_repositories is false",
  test(record) {
    return judgeOwnerSetting(record, "members_can_fork_private_repositories", false);
  },
  examples: ownerSettingExamples("members_can_fork_private_repositories", false),
});
