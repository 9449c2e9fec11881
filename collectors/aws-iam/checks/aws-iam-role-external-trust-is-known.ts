import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  OTHER_ACCOUNT,
  STRANGER,
  document,
  inOrganization,
  managedElsewhere,
  outsiders,
  role,
  serviceLinkedRole,
  trusts,
} from "../../_aws/policy/index.ts";
import { organizationAccountKind, organizationKind, roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-external-trust-is-known",
  version: 1,
  title: "Trusted accounts are known",
  rationale:
    "An account number in a trust policy is a company with a key; nobody recognises twelve digits in a review.",
  severity: "high",
  over: roleKind,
  reads: [organizationKind, organizationAccountKind],
  params: z.object({
    trustedAccounts: z
      .array(z.string().regex(/^\d{12}$/))
      .default([])
      .describe("account numbers of own or known accounts outside the organization. origin: our default, none"),
  }),
  remediation: "Remove trust in accounts that nobody knows; name the others in the parameter.",
  expected: ({ trustedAccounts }) =>
    `each trusted account is of the same organization or one of ${trustedAccounts.length} named ones`,
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const external = outsiders(record.AssumeRolePolicyDocument, ctx.scope.account);
    if (external.length === 0) return notApplicable("trusts no other account");
    if (external.some(({ account }) => account === undefined))
      return fail("everybody may assume the role, known or not");
    const accounts = [...new Set(external.map(({ account = "" }) => account))];
    const views = [ctx.read(organizationKind), ctx.read(organizationAccountKind)] as const;
    const strangers = accounts.filter(
      (account) => !ctx.params.trustedAccounts.includes(account) && !inOrganization(account, ...views),
    );
    return strangers.length === 0
      ? pass(`trusts ${accounts.join(", ")}`)
      : fail(`trusts unknown ${strangers.join(", ")}`);
  },
  examples: [
    { name: "only a service", record: role("app"), outcome: "not-applicable" },
    {
      name: "account of the organization",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })) }),
      reads: {
        "aws-organizations.organization": [{ AccountId: ACCOUNT, InOrganization: true }],
        "aws-organizations.account": [
          { Id: ACCOUNT, Arn: "arn:aws:organizations::111122223333:account/o-example1234/111122223333" },
          { Id: OTHER_ACCOUNT, Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666" },
        ],
      },
      outcome: "pass",
    },
    {
      name: "named account",
      record: role("vendor", { AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER })) }),
      params: { trustedAccounts: [STRANGER] },
      outcome: "pass",
    },
    {
      name: "stranger",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(
          trusts({ AWS: STRANGER }, { StringEquals: { "sts:ExternalId": "example" } }),
        ),
      }),
      reads: {
        "aws-organizations.organization": [{ AccountId: ACCOUNT, InOrganization: true }],
        "aws-organizations.account": [
          { Id: ACCOUNT, Arn: "arn:aws:organizations::111122223333:account/o-example1234/111122223333" },
          { Id: OTHER_ACCOUNT, Arn: "arn:aws:organizations::111122223333:account/o-example1234/444455556666" },
        ],
      },
      outcome: "fail",
    },
    {
      name: "no organization",
      record: role("vendor", { AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER })) }),
      reads: { "aws-organizations.organization": [{ AccountId: ACCOUNT, InOrganization: false }] },
      outcome: "fail",
    },
    {
      name: "a principal that was deleted",
      record: role("old", { AssumeRolePolicyDocument: document(trusts({ AWS: "AROAEXAMPLEDELETED" })) }),
      outcome: "not-applicable",
    },
    {
      name: "a member account cannot list the organization",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })) }),
      unavailable: { "aws-organizations.account": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "everybody", record: role("open", { AssumeRolePolicyDocument: document(trusts("*")) }), outcome: "fail" },
    {
      name: "everybody of one organization",
      record: role("open", {
        AssumeRolePolicyDocument: document(trusts("*", { StringEquals: { "aws:PrincipalOrgID": "o-example1234" } })),
      }),
      outcome: "not-applicable",
    },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    {
      name: "malformed trust policy",
      record: role("odd", {
        AssumeRolePolicyDocument: { Statement: [{ Effect: "Allow", Principal: 7, Action: "sts:AssumeRole" }] },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
