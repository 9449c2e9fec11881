import { defineCheck } from "#sdk";
import * as z from "zod";
import { groupMemberKind, orgUnitKind, ssoAssignmentKind, userKind } from "../evidence.ts";
import { judgeSecondStep, secondStepExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-is-bound-to-2sv",
  version: 1,
  title: "Everybody is bound to 2-step verification by policy",
  rationale: "A second step that its owner may remove is gone after the first lost telephone.",
  severity: "high",
  over: userKind,
  reads: [ssoAssignmentKind, orgUnitKind, groupMemberKind],
  params: z.object({}),
  remediation: "Enforce 2-step verification for the user's org unit and remove exempt groups.",
  expected: () => "2-step verification is enforced for each user who can sign in at Google",
  test(record, ctx) {
    const views = {
      assignments: ctx.read(ssoAssignmentKind),
      units: ctx.read(orgUnitKind),
      members: ctx.read(groupMemberKind),
    };
    return judgeSecondStep(record, "isEnforcedIn2Sv", views, {
      yes: "2-step verification is enforced for the user",
      no: "2-step verification is not enforced for the user",
    });
  },
  examples: secondStepExamples("isEnforcedIn2Sv"),
});
