import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  allow,
  baseOperator,
  complete,
  conditionEntries,
  deny,
  document,
  isNegative,
  managementNote,
  policyLabel,
  reachOf,
  reachText,
  statementsOf,
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
  id: "aws-organizations-regions-are-restricted",
  version: 1,
  title: "The organization limits the regions in use",
  rationale:
    "A region that nobody uses is one that nobody watches; data must also not leave the places that contracts name.",
  severity: "medium",
  over: organizationKind,
  reads: [organizationPolicyKind],
  params: z.object({}),
  remediation:
    "Attach a service control policy to the root that denies requests outside the chosen regions (aws:RequestedRegion).",
  expected: () =>
    "a service control policy that reaches the account denies, or does not allow, requests outside chosen regions (aws:RequestedRegion)",
  test(record, ctx) {
    if (!record.InOrganization) return notApplicable("the account is in no organization");
    const policies = ctx.read(organizationPolicyKind);
    let units: string | undefined;
    for (const policy of policies.seen()) {
      const reach = reachOf(policy, record.AccountId);
      if (reach === "none") continue;
      if (policy.Type !== "SERVICE_CONTROL_POLICY" || policy.AwsManaged === true) continue;
      const regions = statementsOf({ Statement: policy.Content["Statement"] }).flatMap(({ effect, condition }) =>
        conditionEntries(condition)
          .filter(
            ({ operator, key }) =>
              key.toLowerCase() === "aws:requestedregion" &&
              isNegative(operator) === (effect === "Deny") &&
              baseOperator(operator) !== "null",
          )
          .flatMap(({ values }) => values),
      );
      if (regions.length === 0) continue;
      const observed = `${policyLabel(policy)} limits requests to ${regions.join(", ")}, ${reachText(reach)}${managementNote(record)}`;
      if (reach !== "units") return pass(observed);
      units ??= observed;
    }
    complete(policies);
    if (units !== undefined)
      throw new Undetermined("schema-mismatch", `${units}; whether the account stands below them was not stated`);
    return fail("no service control policy that reaches the account limits regions");
  },
  examples: [
    {
      name: "Deny outside eu-west-1, on the root",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: {
        "aws-organizations.policy": [
          FULL_ACCESS,
          {
            Id: "p-example1",
            Name: "guard",
            Type: "SERVICE_CONTROL_POLICY",
            AwsManaged: false,
            Content: document(
              deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } } }),
            ),
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "Deny in one named region is no limit",
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
            Content: document(deny("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })),
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
      name: "attached to nothing",
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
              deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } } }),
            ),
            Targets: [],
          },
        ],
      },
      outcome: "fail",
    },
    {
      name: "attached to this account",
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
              deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } } }),
            ),
            Targets: attachedTo("ACCOUNT", ACCOUNT),
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "attached to another account",
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
              deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } } }),
            ),
            Targets: attachedTo("ACCOUNT", "444455556666"),
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
            Content: document(
              deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } } }),
            ),
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
