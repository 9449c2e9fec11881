import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import { ACCOUNT, complete, policyLabel, reachOf, reachText } from "../../_aws/policy/index.ts";
import { organizationKind, organizationPolicyKind } from "../evidence.ts";

/** AI services opt-out policy syntax, as far as it is judged. */
const optOut = z.looseObject({
  services: z.looseObject({
    default: z.looseObject({
      opt_out_policy: z.looseObject({
        "@@assign": z.string(),
        "@@operators_allowed_for_child_policies": z.array(z.string()).optional(),
      }),
    }),
  }),
});

const attachedTo = (Type: "ROOT" | "ORGANIZATIONAL_UNIT" | "ACCOUNT", TargetId: string) => [{ TargetId, Type }];
const ROOT = attachedTo("ROOT", "r-example");

export default defineCheck({
  id: "aws-organizations-ai-services-are-opted-out",
  version: 1,
  title: "AI services do not keep the organization's content",
  rationale:
    "Unless opted out, some AWS AI services may store and use content to improve themselves, also in other regions.",
  severity: "medium",
  over: organizationKind,
  reads: [organizationPolicyKind],
  params: z.object({
    allowOverride: z.boolean().default(false).describe("true: child policies may opt in again. origin: our default"),
  }),
  remediation:
    "Attach an AI services opt-out policy to the root: default optOut, no operators allowed for child policies.",
  expected: ({ allowOverride }) =>
    `an AI services opt-out policy that reaches the account opts out by default${allowOverride ? "" : " and lets no child policy change that"}`,
  test(record, ctx) {
    if (!record.InOrganization) return notApplicable("the account is in no organization");
    const policies = ctx.read(organizationPolicyKind);
    let units: string | undefined;
    for (const policy of policies.seen()) {
      const reach = reachOf(policy, record.AccountId);
      if (reach === "none") continue;
      if (policy.Type !== "AISERVICES_OPT_OUT_POLICY") continue;
      const content = optOut.safeParse(policy.Content);
      if (!content.success || content.data.services.default.opt_out_policy["@@assign"] !== "optOut") continue;
      const locked =
        content.data.services.default.opt_out_policy["@@operators_allowed_for_child_policies"]?.includes("@@none") ===
        true;
      if (!locked && !ctx.params.allowOverride) continue;
      const observed = `${policyLabel(policy)} opts out by default${locked ? "" : ", overridable"}, ${reachText(reach)}`;
      if (reach !== "units") return pass(observed);
      units ??= observed;
    }
    complete(policies);
    if (units !== undefined)
      throw new Undetermined("schema-mismatch", `${units}; whether the account stands below them was not stated`);
    return fail("no AI services opt-out policy that reaches the account does so");
  },
  examples: [
    {
      name: "opted out, locked",
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
            Type: "AISERVICES_OPT_OUT_POLICY",
            AwsManaged: false,
            Content: {
              services: {
                default: {
                  "@@operators_allowed_for_child_policies": ["@@none"],
                  opt_out_policy: { "@@assign": "optOut", "@@operators_allowed_for_child_policies": ["@@none"] },
                },
              },
            },
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
    },
    {
      name: "opted out, overridable",
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
            Type: "AISERVICES_OPT_OUT_POLICY",
            AwsManaged: false,
            Content: { services: { default: { opt_out_policy: { "@@assign": "optOut" } } } },
            Targets: ROOT,
          },
        ],
      },
      outcome: "fail",
    },
    {
      name: "opted out, overridable, accepted",
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
            Type: "AISERVICES_OPT_OUT_POLICY",
            AwsManaged: false,
            Content: { services: { default: { opt_out_policy: { "@@assign": "optOut" } } } },
            Targets: ROOT,
          },
        ],
      },
      outcome: "pass",
      params: { allowOverride: true },
    },
    {
      name: "opted in",
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
            Type: "AISERVICES_OPT_OUT_POLICY",
            AwsManaged: false,
            Content: {
              services: {
                default: {
                  "@@operators_allowed_for_child_policies": ["@@none"],
                  opt_out_policy: { "@@assign": "optIn", "@@operators_allowed_for_child_policies": ["@@none"] },
                },
              },
            },
            Targets: ROOT,
          },
        ],
      },
      outcome: "fail",
    },
    {
      name: "no such policy",
      record: {
        AccountId: ACCOUNT,
        InOrganization: true,
        Id: "o-example1234",
        FeatureSet: "ALL",
        ManagementAccountId: "444455556666",
      },
      reads: { "aws-organizations.policy": [] },
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
            Type: "AISERVICES_OPT_OUT_POLICY",
            AwsManaged: false,
            Content: {
              services: {
                default: {
                  "@@operators_allowed_for_child_policies": ["@@none"],
                  opt_out_policy: { "@@assign": "optOut", "@@operators_allowed_for_child_policies": ["@@none"] },
                },
              },
            },
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
