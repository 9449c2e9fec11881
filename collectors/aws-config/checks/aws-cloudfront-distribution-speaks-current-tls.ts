import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { cloudfrontDistributionKind } from "../evidence.ts";
import { inside, member, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-cloudfront-distribution-speaks-current-tls",
  version: 1,
  title: "Distributions speak current TLS",
  rationale: "Old versions of TLS have weaknesses that no certificate makes good.",
  severity: "medium",
  over: cloudfrontDistributionKind,
  params: z.object({}),
  remediation: "Use a certificate of its own and the security policy TLSv1.2_2021 or newer.",
  expected: () => "the minimum protocol version is TLS 1.2 or newer",
  test(record) {
    const certificate = member(record, "configuration.distributionConfig.viewerCertificate");
    if (certificate === undefined) return undetermined("schema-mismatch", "AWS Config did not state viewerCertificate");
    if (inside(certificate, "cloudFrontDefaultCertificate") === true)
      return fail("the default certificate: clients may negotiate TLS 1.0");
    const version = known(textIn(certificate, "minimumProtocolVersion"), "minimumProtocolVersion");
    return /^TLSv1\.[23]/.test(version) ? pass(version) : fail(version);
  },
  examples: [
    {
      name: "2021",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: {
          viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021", cloudFrontDefaultCertificate: false },
        },
      }),
      outcome: "pass",
    },
    {
      name: "1.1",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: { viewerCertificate: { minimumProtocolVersion: "TLSv1.1_2016" } },
      }),
      outcome: "fail",
    },
    {
      name: "default certificate",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: {
          viewerCertificate: { cloudFrontDefaultCertificate: true, minimumProtocolVersion: "TLSv1" },
        },
      }),
      outcome: "fail",
    },
    {
      name: "version not stated",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: { viewerCertificate: { cloudFrontDefaultCertificate: false } },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: item("AWS::CloudFront::Distribution"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
