import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  OTHER_ACCOUNT,
  STRANGER,
  allow,
  attached,
  awsPolicy,
  document,
  inline,
  judgeForbidden,
  managedElsewhere,
  outsiders,
  role,
  roleIdentity,
  serviceLinkedRole,
  serviceResources,
  trustedAccountNumbers,
  trusts,
} from "../../_aws/policy/index.ts";
import { policyKind, roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-external-is-not-broad-reader",
  version: 1,
  title: "Other accounts do not read everything",
  rationale: "Read access to everything includes the data; a supplier seldom needs it.",
  severity: "high",
  over: roleKind,
  reads: [policyKind],
  params: z.object({
    trustedAccounts: trustedAccountNumbers,
    actions: z
      .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/))
      .min(1)
      .default(["s3:GetObject", "dynamodb:GetItem"])
      .describe("actions that read data. origin: our default; both are in ReadOnlyAccess and not in SecurityAudit"),
  }),
  remediation: "Replace ReadOnlyAccess by SecurityAudit or ViewOnlyAccess, or name the resources.",
  expected: ({ actions }) => `no role that another account may assume allows ${actions.join(" or ")} on every resource`,
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const external = outsiders(record.AssumeRolePolicyDocument, ctx.scope.account);
    if (external.length === 0) return notApplicable("trusts no other account");
    const strangers = external.filter(
      ({ account }) => account === undefined || !ctx.params.trustedAccounts.includes(account),
    );
    if (strangers.length === 0) return notApplicable("trusts only accounts that the parameter trustedAccounts names");
    const who = roleIdentity(record, { policies: ctx.read(policyKind) });
    const forbidden = ctx.params.actions.map((action) => ({
      question: {
        action,
        resource: action.startsWith("s3:") ? `arn:${who.partition}:s3:::*/*` : serviceResources(who, action),
      },
      means: `${action} on every resource`,
    }));
    return judgeForbidden(
      who,
      forbidden,
      `${strangers.map(({ text }) => text).join(", ")} may assume it, without reading everything`,
    );
  },
  examples: [
    {
      name: "ReadOnlyAccess for another account",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER })),
        AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/ReadOnlyAccess")],
      }),
      reads: {
        "aws-iam.policy": [awsPolicy("ReadOnlyAccess", document(allow(["s3:Get*", "s3:List*", "dynamodb:Get*"])))],
      },
      outcome: "fail",
    },
    {
      name: "SecurityAudit for another account",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER })),
        AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/SecurityAudit")],
      }),
      reads: { "aws-iam.policy": [awsPolicy("SecurityAudit", document(allow(["s3:GetBucket*", "iam:Get*"])))] },
      outcome: "pass",
    },
    {
      name: "administrator for another account",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER })),
        AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)],
      }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY] },
      outcome: "fail",
    },
    {
      name: "one bucket for another account",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER })),
        RolePolicyList: [inline("read", document(allow("s3:Get*", "arn:aws:s3:::example/*")))],
      }),
      outcome: "pass",
    },
    {
      name: "own account only",
      record: role("app", { AssumeRolePolicyDocument: document(trusts({ AWS: ACCOUNT })) }),
      outcome: "not-applicable",
    },
    {
      name: "named account",
      record: role("hub", {
        AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })),
        RolePolicyList: [inline("read", document(allow("s3:Get*")))],
      }),
      params: { trustedAccounts: [OTHER_ACCOUNT] },
      outcome: "not-applicable",
    },
    {
      name: "policies not seen",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER })),
        AttachedManagedPolicies: [attached("arn:aws:iam::aws:policy/ReadOnlyAccess")],
      }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "everybody",
      record: role("open", {
        AssumeRolePolicyDocument: document(trusts("*")),
        RolePolicyList: [inline("read", document(allow("s3:Get*")))],
      }),
      outcome: "fail",
    },
    {
      name: "everybody of one organization",
      record: role("open", {
        AssumeRolePolicyDocument: document(trusts("*", { StringEquals: { "aws:PrincipalOrgID": "o-example1234" } })),
        RolePolicyList: [inline("read", document(allow("s3:Get*")))],
      }),
      outcome: "not-applicable",
    },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
  ],
});
