import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

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
    return !ownerOnly(record, "members_can_fork_private_repositories")
      ? pass("members_can_fork_private_repositories is false")
      : fail("members_can_fork_private_repositories is true");
  },
  examples: [
    { name: "set so", record: organization({ members_can_fork_private_repositories: false }), outcome: "pass" },
    { name: "set otherwise", record: organization({ members_can_fork_private_repositories: true }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "null",
      record: organization({ members_can_fork_private_repositories: null }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
