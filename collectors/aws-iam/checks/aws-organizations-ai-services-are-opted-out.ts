import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  MEMBER_ACCOUNT,
  NO_ORGANIZATION,
  attachedTo,
  judgeReaching,
  organizationPolicy,
  policyLabel,
} from "../../_aws/policy/index.ts";
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

const locked = (choice: "optIn" | "optOut") => ({
  services: {
    default: {
      "@@operators_allowed_for_child_policies": ["@@none"],
      opt_out_policy: { "@@assign": choice, "@@operators_allowed_for_child_policies": ["@@none"] },
    },
  },
});
const OVERRIDABLE = { services: { default: { opt_out_policy: { "@@assign": "optOut" } } } };

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
    return judgeReaching(
      ctx.read(organizationPolicyKind),
      record.AccountId,
      (policy, attached) => {
        if (policy.Type !== "AISERVICES_OPT_OUT_POLICY") return undefined;
        const content = optOut.safeParse(policy.Content);
        if (!content.success || content.data.services.default.opt_out_policy["@@assign"] !== "optOut") return undefined;
        const isLocked =
          content.data.services.default.opt_out_policy["@@operators_allowed_for_child_policies"]?.includes("@@none") ===
          true;
        if (!isLocked && !ctx.params.allowOverride) return undefined;
        return `${policyLabel(policy)} opts out by default${isLocked ? "" : ", overridable"}, ${attached}`;
      },
      "no AI services opt-out policy that reaches the account does so",
    );
  },
  examples: [
    {
      name: "opted out, locked",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("AISERVICES_OPT_OUT_POLICY", locked("optOut"))],
      },
      outcome: "pass",
    },
    {
      name: "opted out, overridable",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("AISERVICES_OPT_OUT_POLICY", OVERRIDABLE)],
      },
      outcome: "fail",
    },
    {
      name: "opted out, overridable, accepted",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("AISERVICES_OPT_OUT_POLICY", OVERRIDABLE)],
      },
      outcome: "pass",
      params: { allowOverride: true },
    },
    {
      name: "opted in",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [organizationPolicy("AISERVICES_OPT_OUT_POLICY", locked("optIn"))],
      },
      outcome: "fail",
    },
    {
      name: "no such policy",
      record: MEMBER_ACCOUNT,
      reads: { "aws-organizations.policy": [] },
      outcome: "fail",
    },
    {
      name: "attached to a unit",
      record: MEMBER_ACCOUNT,
      reads: {
        "aws-organizations.policy": [
          organizationPolicy(
            "AISERVICES_OPT_OUT_POLICY",
            locked("optOut"),
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
