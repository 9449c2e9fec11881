import { defineCheck } from "#sdk";
import * as z from "zod";
import { groupMemberKind, orgUnitKind, ssoAssignmentKind, userKind } from "../evidence.ts";
import { judgeSecondStep, secondStepExamples } from "../policy/index.ts";

export default defineCheck({
  id: "google-user-is-enrolled-in-2sv",
  version: 1,
  title: "Everybody has a second step",
  rationale: "A password alone opens the account of whoever was tricked out of it.",
  severity: "high",
  over: userKind,
  reads: [ssoAssignmentKind, orgUnitKind, groupMemberKind],
  params: z.object({}),
  remediation: "Have the user enrol a second step, best a passkey, and enforce it for the org unit.",
  expected: () => "each user who can sign in at Google has enrolled in 2-step verification",
  test(record, ctx) {
    const views = {
      assignments: ctx.read(ssoAssignmentKind),
      units: ctx.read(orgUnitKind),
      members: ctx.read(groupMemberKind),
    };
    return judgeSecondStep(record, "isEnrolledIn2Sv", views, { yes: "has a second step", no: "has no second step" });
  },
  examples: secondStepExamples("isEnrolledIn2Sv"),
});
