import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { dated, daysAgo } from "../../_aws/policy/index.ts";
import { serverCertificateKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-server-certificate-is-not-expired",
  version: 1,
  title: "No expired certificate is kept in IAM",
  rationale:
    "An expired certificate can still be put in front of a service, which then frightens users or trains them to click warnings away.",
  severity: "medium",
  over: serverCertificateKind,
  params: z.object({}),
  remediation: "Delete the certificate; keep certificates in ACM, which renews them.",
  expected: () => "no server certificate has expired at the instant of judgement (CIS AWS Foundations 3.0 1.19)",
  test(record, ctx) {
    const expiry = known(record.Expiration, "Expiration");
    return Date.parse(expiry) <= Date.parse(ctx.asOf)
      ? fail(`expired ${dated(expiry, ctx.asOf)}`)
      : pass(`valid until ${expiry.slice(0, 10)}`);
  },
  examples: [
    {
      name: "valid",
      record: {
        Arn: "arn:aws:iam::111122223333:server-certificate/web",
        ServerCertificateName: "web",
        Expiration: daysAgo(-100),
      },
      outcome: "pass",
    },
    {
      name: "expired",
      record: {
        Arn: "arn:aws:iam::111122223333:server-certificate/web",
        ServerCertificateName: "web",
        Expiration: daysAgo(3),
      },
      outcome: "fail",
    },
    {
      name: "expired between collection and judgement",
      record: {
        Arn: "arn:aws:iam::111122223333:server-certificate/web",
        ServerCertificateName: "web",
        Expiration: daysAgo(1),
      },
      evidenceAt: daysAgo(3),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: { Arn: "arn:aws:iam::111122223333:server-certificate/web", ServerCertificateName: "web" },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
