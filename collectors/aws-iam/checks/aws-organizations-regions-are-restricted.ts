import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  FULL_ACCESS,
  MEMBER_ACCOUNT,
  NO_ORGANIZATION,
  attachedTo,
  baseOperator,
  conditionEntries,
  controlPolicy,
  deny,
  document,
  isNegative,
  judgeReaching,
  managementNote,
  policyLabel,
  statementsOf,
} from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

const ONE_REGION = document(
  deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } } }),
);

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
    return judgeReaching(
      ctx.read(organizationPolicyKind),
      record.AccountId,
      (policy, attached) => {
        if (policy.Type !== "SERVICE_CONTROL_POLICY" || policy.AwsManaged === true) return undefined;
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
        if (regions.length === 0) return undefined;
        return `${policyLabel(policy)} limits requests to ${regions.join(", ")}, ${attached}${managementNote(record)}`;
      },
      "no service control policy that reaches the account limits regions",
    );
  },
  examples: [
    {
      name: "Deny outside eu-west-1, on the root",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [FULL_ACCESS, controlPolicy(ONE_REGION)],
      },
      outcome: "pass",
    },
    {
      name: "Deny in one named region is no limit",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          controlPolicy(
            document(deny("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } })),
          ),
        ],
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
      name: "attached to nothing",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [controlPolicy(ONE_REGION, [])],
      },
      outcome: "fail",
    },
    {
      name: "attached to this account",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [controlPolicy(ONE_REGION, attachedTo("ACCOUNT", ACCOUNT))],
      },
      outcome: "pass",
    },
    {
      name: "attached to another account",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [controlPolicy(ONE_REGION, attachedTo("ACCOUNT", "444455556666"))],
      },
      outcome: "fail",
    },
    {
      name: "attached to a unit",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [controlPolicy(ONE_REGION, attachedTo("ORGANIZATIONAL_UNIT", "ou-example"))],
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
