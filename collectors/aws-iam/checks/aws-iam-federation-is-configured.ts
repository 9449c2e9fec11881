import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { complete, nameOf, summary } from "../../_aws/policy/index.ts";
import { accountSummaryKind, samlProviderKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-federation-is-configured",
  version: 1,
  title: "People can sign in through federation",
  rationale:
    "Without an identity provider people need passwords of their own in the account, which nobody removes when they leave.",
  severity: "medium",
  over: accountSummaryKind,
  reads: [samlProviderKind],
  params: z.object({}),
  remediation: "Enable IAM Identity Center or add a SAML provider.",
  expected: () =>
    "the account has a SAML provider; IAM Identity Center makes one in each account that it gives access to",
  test(_record, ctx) {
    const providers = ctx.read(samlProviderKind);
    for (const { Arn } of providers.seen()) return pass(`SAML provider ${nameOf(Arn)}`);
    complete(providers);
    return fail("no SAML provider");
  },
  examples: [
    {
      name: "a SAML provider",
      record: summary({}),
      reads: { "aws-iam.saml-provider": [{ Arn: "arn:aws:iam::111122223333:saml-provider/okta" }] },
      outcome: "pass",
    },
    { name: "none", record: summary({}), outcome: "fail" },
    {
      name: "not readable",
      record: summary({}),
      unavailable: { "aws-iam.saml-provider": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
