import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { daysAgo, wholeDays } from "../../_aws/policy/index.ts";
import { samlProviderKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-saml-provider-metadata-is-current",
  version: 1,
  title: "SAML metadata is valid",
  rationale: "Expired metadata stops sign-in; metadata about to expire will do so on a day of its own choosing.",
  severity: "medium",
  over: samlProviderKind,
  params: z.object({
    minDaysLeft: z.number().int().min(0).default(30).describe("days. origin: our default"),
  }),
  remediation: "Upload the current metadata document of the identity provider.",
  expected: ({ minDaysLeft }) => `the metadata is valid for more than ${minDaysLeft} days from the judgement`,
  test(record, ctx) {
    const until = known(record.ValidUntil, "ValidUntil");
    const left = wholeDays(ctx.asOf, until);
    const observed = left < 0 ? `expired ${until.slice(0, 10)}` : `valid until ${until.slice(0, 10)} (${left} days)`;
    return Date.parse(until) <= Date.parse(ctx.asOf) || left < ctx.params.minDaysLeft ? fail(observed) : pass(observed);
  },
  examples: [
    {
      name: "valid for a year",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta", ValidUntil: daysAgo(-365) },
      outcome: "pass",
    },
    {
      name: "expired",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta", ValidUntil: daysAgo(2) },
      outcome: "fail",
    },
    {
      name: "expires in ten days",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta", ValidUntil: daysAgo(-10) },
      outcome: "fail",
    },
    {
      name: "expires in ten days, accepted",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta", ValidUntil: daysAgo(-10) },
      params: { minDaysLeft: 0 },
      outcome: "pass",
    },
    {
      name: "valid when collected, expired when judged",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta", ValidUntil: daysAgo(1) },
      evidenceAt: daysAgo(5),
      params: { minDaysLeft: 0 },
      outcome: "fail",
    },
    {
      name: "not stated",
      record: { Arn: "arn:aws:iam::111122223333:saml-provider/okta" },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
