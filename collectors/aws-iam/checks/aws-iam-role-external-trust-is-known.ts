import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  EXTERNAL_TRUST_EXAMPLES,
  OTHER_ACCOUNT,
  STRANGER,
  document,
  inOrganization,
  managedElsewhere,
  organizationOf,
  outsiders,
  role,
  trustedAccountNumbers,
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
    trustedAccounts: trustedAccountNumbers,
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
    ...EXTERNAL_TRUST_EXAMPLES,
    {
      name: "account of the organization",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })) }),
      reads: organizationOf(ACCOUNT, OTHER_ACCOUNT),
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
      reads: organizationOf(ACCOUNT, OTHER_ACCOUNT),
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
  ],
});
