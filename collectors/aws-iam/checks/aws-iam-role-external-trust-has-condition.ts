import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  EXTERNAL_TRUST_EXAMPLES,
  OTHER_ACCOUNT,
  STRANGER,
  demandsMfa,
  document,
  heldTo,
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
  id: "aws-iam-role-external-trust-has-condition",
  version: 1,
  title: "Trust in other companies' accounts is conditional",
  rationale:
    "A supplier that works for many customers can be led to use its access to one for another (confused deputy); an external id or the like prevents that.",
  severity: "high",
  over: roleKind,
  reads: [organizationKind, organizationAccountKind],
  params: z.object({
    trustedAccounts: trustedAccountNumbers,
  }),
  remediation:
    "Ask the supplier for an external id and demand it by sts:ExternalId, or demand MFA or the calling organization.",
  expected: () =>
    "each trust in an account outside the organization demands sts:ExternalId, MFA, or names the calling organization, account or principal by condition",
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const external = outsiders(record.AssumeRolePolicyDocument, ctx.scope.account);
    if (external.length === 0) return notApplicable("trusts no other account");
    const bare = external.filter(
      ({ condition }) =>
        heldTo(condition, "sts:ExternalId") === undefined &&
        heldTo(condition, "aws:PrincipalOrgID") === undefined &&
        heldTo(condition, "aws:PrincipalArn") === undefined &&
        !demandsMfa(condition),
    );
    if (bare.length === 0) return pass(`${external.map(({ text }) => text).join(", ")} on condition`);
    const views = [ctx.read(organizationKind), ctx.read(organizationAccountKind)] as const;
    const strangers = bare.filter(
      ({ account }) =>
        account === undefined || (!ctx.params.trustedAccounts.includes(account) && !inOrganization(account, ...views)),
    );
    if (strangers.length > 0) return fail(`${strangers.map(({ text }) => text).join(", ")} without condition`);
    return pass(
      `${bare.map(({ text }) => text).join(", ")} without condition, but of the organization or named as trusted`,
    );
  },
  examples: [
    ...EXTERNAL_TRUST_EXAMPLES,
    {
      name: "only the own account",
      record: role("app", { AssumeRolePolicyDocument: document(trusts({ AWS: "arn:aws:iam::111122223333:root" })) }),
      outcome: "not-applicable",
    },
    {
      name: "external id demanded",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(
          trusts({ AWS: STRANGER }, { StringEquals: { "sts:ExternalId": "example" } }),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "MFA demanded",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(trusts({ AWS: STRANGER }, { Bool: { "aws:MultiFactorAuthPresent": true } })),
      }),
      outcome: "pass",
    },
    {
      name: "MFA only if the key exists",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(
          trusts({ AWS: STRANGER }, { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }),
        ),
      }),
      reads: organizationOf(ACCOUNT),
      outcome: "fail",
    },
    {
      name: "no condition, stranger",
      record: role("vendor", { AssumeRolePolicyDocument: document(trusts({ AWS: "arn:aws:iam::999999999999:root" })) }),
      reads: organizationOf(ACCOUNT),
      outcome: "fail",
    },
    {
      name: "no condition, one role of the stranger",
      record: role("vendor", {
        AssumeRolePolicyDocument: document(trusts({ AWS: "arn:aws:iam::999999999999:role/connector" })),
      }),
      reads: organizationOf(ACCOUNT),
      outcome: "fail",
    },
    {
      name: "no condition, account of the organization",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })) }),
      reads: organizationOf(ACCOUNT, OTHER_ACCOUNT),
      outcome: "pass",
    },
    {
      name: "no condition, account named as trusted",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })) }),
      params: { trustedAccounts: [OTHER_ACCOUNT] },
      outcome: "pass",
    },
    {
      name: "no condition, the account is in no organization",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })) }),
      reads: { "aws-organizations.organization": [{ AccountId: ACCOUNT, InOrganization: false }] },
      unavailable: { "aws-organizations.account": "disabled" },
      outcome: "fail",
    },
    {
      name: "no condition, a member account cannot list the organization",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: OTHER_ACCOUNT })) }),
      reads: { "aws-organizations.organization": [{ AccountId: ACCOUNT, InOrganization: true }] },
      unavailable: { "aws-organizations.account": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
