import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

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
    return !ownerOnly(record, "members_can_invite_outside_collaborators")
      ? pass("members_can_invite_outside_collaborators is false")
      : fail("members_can_invite_outside_collaborators is true");
  },
  examples: [
    { name: "set so", record: organization({ members_can_invite_outside_collaborators: false }), outcome: "pass" },
    {
      name: "set otherwise",
      record: organization({ members_can_invite_outside_collaborators: true }),
      outcome: "fail",
    },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "denied" },
    {
      name: "null",
      record: organization({ members_can_invite_outside_collaborators: null }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
