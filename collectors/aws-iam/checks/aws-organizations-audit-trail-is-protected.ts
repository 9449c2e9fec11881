import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  allow,
  complete,
  denies,
  deny,
  document,
  managementNote,
  policyLabel,
  reachOf,
  reachText,
  statementsOf,
  underConditions,
} from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

const attachedTo = (Type: "ROOT" | "ORGANIZATIONAL_UNIT" | "ACCOUNT", TargetId: string) => [{ TargetId, Type }];
const ROOT = attachedTo("ROOT", "r-example");
const FULL_ACCESS = {
  Id: "p-FullAWSAccess",
  Name: "FullAWSAccess",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: true,
  Content: document(allow("*")),
  Targets: ROOT,
};

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
    const policies = ctx.read(organizationPolicyKind);
    let units: string | undefined;
    for (const policy of policies.seen()) {
      const reach = reachOf(policy, record.AccountId);
      if (reach === "none") continue;
      if (policy.Type !== "SERVICE_CONTROL_POLICY") continue;
      const statements = statementsOf({ Statement: policy.Content["Statement"] });
      const answers = ctx.params.actions.map((action) =>
        denies(statements, {
          action,
          resource: `arn:aws:${action.slice(0, action.indexOf(":"))}:*:${record.AccountId}:trail/*`,
        }),
      );
      if (answers.some(({ effect }) => effect === "denied")) continue;
      const conditions = [...new Set(answers.flatMap((answer) => answer.conditions))];
      const observed = `${policyLabel(policy)} denies them${underConditions(conditions)}, ${reachText(reach)}${managementNote(record)}`;
      if (reach !== "units") return pass(observed);
      units ??= observed;
    }
    complete(policies);
    if (units !== undefined)
      throw new Undetermined("schema-mismatch", `${units}; whether the account stands below them was not stated`);
    return fail("no service control policy that reaches the account denies all of these actions");
  },
  examples: [
    {
      name: "denied",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"])),
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "denied, seen from the management account",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: ACCOUNT,
        IsManagementAccount: true,
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"])),
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "denied but for one role",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(
              deny("cloudtrail:*", "*", {
                Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/audit-admin" } },
              }),
            ),
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "only one of the actions",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny("cloudtrail:StopLogging")),
            Targets: ROOT,
          },
        ],
      },
      outcome: "fail",
    },
    {
      name: "only FullAWSAccess",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: { "aws-organizations.policy": [FULL_ACCESS] },
      outcome: "fail",
    },
    {
      name: "denied on one trail",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny("cloudtrail:*", "arn:aws:cloudtrail:*:*:trail/main")),
            Targets: ROOT,
          },
        ],
      },
      outcome: "fail",
    },
    {
      name: "attached to a unit",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"])),
            Targets: attachedTo("ORGANIZATIONAL_UNIT", "ou-example"),
          },
        ],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "ORG-01: a member account cannot list them",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      unavailable: { "aws-organizations.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "no organization", record: { AccountId: ACCOUNT, InOrganization: false }, outcome: "not-applicable" },
  ],
});
