import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  FULL_ACCESS,
  MEMBER_ACCOUNT,
  NO_ORGANIZATION,
  attachedTo,
  controlPolicy,
  denies,
  deny,
  document,
  judgeReaching,
  managementNote,
  policyLabel,
  statementsOf,
  underConditions,
} from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-organizations-audit-trail-is-protected",
  version: 1,
  title: "The organization protects the audit trail",
  rationale: "An administrator of an account can stop its trail; only a limit from above the account prevents that.",
  severity: "high",
  over: organizationKind,
  reads: [organizationPolicyKind],
  params: z.object({
    actions: z
      .array(z.string().regex(/^[a-z]+:[A-Za-z]+$/))
      .min(1)
      .default(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"])
      .describe("actions to be denied. origin: our default"),
  }),
  remediation:
    "Attach a service control policy that denies stopping and deleting trails, but for the role of the audit team.",
  expected: ({ actions }) =>
    `a service control policy that reaches the account denies ${actions.join(", ")} on every trail; exceptions by condition are stated`,
  test(record, ctx) {
    if (!record.InOrganization) return notApplicable("the account is in no organization");
    return judgeReaching(
      ctx.read(organizationPolicyKind),
      record.AccountId,
      (policy, attached) => {
        if (policy.Type !== "SERVICE_CONTROL_POLICY") return undefined;
        const statements = statementsOf({ Statement: policy.Content["Statement"] });
        const answers = ctx.params.actions.map((action) =>
          denies(statements, {
            action,
            resource: `arn:aws:${action.slice(0, action.indexOf(":"))}:*:${record.AccountId}:trail/*`,
          }),
        );
        if (answers.some(({ effect }) => effect === "denied")) return undefined;
        const conditions = [...new Set(answers.flatMap((answer) => answer.conditions))];
        return `${policyLabel(policy)} denies them${underConditions(conditions)}, ${attached}${managementNote(record)}`;
      },
      "no service control policy that reaches the account denies all of these actions",
    );
  },
  examples: [
    {
      name: "denied",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          controlPolicy(document(deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"]))),
        ],
      },
      outcome: "pass",
    },
    {
      name: "denied, seen from the management account",
      record: { ...MEMBER_ACCOUNT, ManagementAccountId: ACCOUNT, IsManagementAccount: true },
      reads: {
        "aws-organizations.policy": [
          controlPolicy(document(deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"]))),
        ],
      },
      outcome: "pass",
    },
    {
      name: "denied but for one role",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          controlPolicy(
            document(
              deny("cloudtrail:*", "*", {
                Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/audit-admin" } },
              }),
            ),
          ),
        ],
      },
      outcome: "pass",
    },
    {
      name: "only one of the actions",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [controlPolicy(document(deny("cloudtrail:StopLogging")))],
      },
      outcome: "fail",
    },
    {
      name: "only FullAWSAccess",
      record: MEMBER_ACCOUNT,
      reads: { "aws-organizations.policy": [FULL_ACCESS] },
      outcome: "fail",
    },
    {
      name: "denied on one trail",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          controlPolicy(document(deny("cloudtrail:*", "arn:aws:cloudtrail:*:*:trail/main"))),
        ],
      },
      outcome: "fail",
    },
    {
      name: "attached to a unit",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          controlPolicy(
            document(deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"])),
            attachedTo("ORGANIZATIONAL_UNIT", "ou-example"),
          ),
        ],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "ORG-01: a member account cannot list them",
      record: MEMBER_ACCOUNT,
      unavailable: { "aws-organizations.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "no organization", record: NO_ORGANIZATION, outcome: "not-applicable" },
  ],
});
