import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { cloudfrontDistributionKind } from "../evidence.ts";
import { inside, list, listIn, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const origin = (originProtocolPolicy: string, ...protocols: readonly string[]): object => ({
  distributionConfig: {
    origins: {
      items: [{ id: "app", customOriginConfig: { originProtocolPolicy, originSslProtocols: { items: protocols } } }],
    },
  },
});
export default defineCheck({
  id: "aws-cloudfront-origin-speaks-current-tls",
  version: 1,
  title: "Distributions fetch over current TLS",
  rationale: "Between the edge and the origin the same data travels over the same internet.",
  severity: "medium",
  over: cloudfrontDistributionKind,
  params: z.object({}),
  remediation: "Set the origin protocol policy to https-only with TLSv1.2.",
  expected: () => "every custom origin is fetched over HTTPS with TLS 1.2 only",
  test(record) {
    const origins = list(record, "configuration.distributionConfig.origins").flatMap((origin) => {
      const custom = inside(origin, "customOriginConfig");
      return custom === undefined
        ? []
        : [
            {
              id: textIn(origin, "id") ?? "an origin",
              policy: textIn(custom, "originProtocolPolicy"),
              protocols: listIn(custom, "originSslProtocols.items").map(String),
            },
          ];
    });
    if (origins.length === 0) return notApplicable("no custom origin");
    if (
      origins.some(
        ({ policy, protocols }) => policy === undefined || (policy !== "http-only" && protocols.length === 0),
      )
    )
      return undetermined("schema-mismatch", "how an origin is fetched was not stated");
    const bad = origins.filter(
      ({ policy, protocols }) => policy !== "https-only" || protocols.some((name) => name !== "TLSv1.2"),
    );
    return bad.length === 0
      ? pass(`${origins.length} origins over HTTPS`)
      : fail(bad.map(({ id, policy, protocols }) => `${id}: ${policy} ${protocols.join(", ")}`.trim()).join("; "));
  },
  examples: [
    {
      name: "HTTPS",
      record: item("AWS::CloudFront::Distribution", { ...origin("https-only", "TLSv1.2") }),
      outcome: "pass",
    },
    {
      name: "HTTP",
      record: item("AWS::CloudFront::Distribution", { ...origin("http-only", "TLSv1.2") }),
      outcome: "fail",
    },
    {
      name: "as the client came",
      record: item("AWS::CloudFront::Distribution", { ...origin("match-viewer", "TLSv1.2") }),
      outcome: "fail",
    },
    {
      name: "old TLS",
      record: item("AWS::CloudFront::Distribution", { ...origin("https-only", "SSLv3", "TLSv1.2") }),
      outcome: "fail",
    },
    {
      name: "bucket origins only",
      record: item("AWS::CloudFront::Distribution", {
        distributionConfig: { origins: { items: [{ id: "files", s3OriginConfig: { originAccessIdentity: "" } }] } },
      }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: item("AWS::CloudFront::Distribution"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "protocols not stated",
      record: item("AWS::CloudFront::Distribution", { ...origin("https-only") }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
