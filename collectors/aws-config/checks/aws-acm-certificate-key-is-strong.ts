import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { acmCertificateKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-acm-certificate-key-is-strong",
  version: 1,
  title: "Certificates have strong keys",
  rationale: "A short key can be broken, or soon.",
  severity: "medium",
  over: acmCertificateKind,
  params: z.object({}),
  remediation: "Ask for a certificate with RSA 2048 or an elliptic curve.",
  expected: () => "the key is RSA of 2048 bits or more, or of an elliptic curve",
  test(record) {
    const algorithm = text(record, "configuration.keyAlgorithm");
    return /^RSA[-_]1024$/i.test(algorithm) ? fail(algorithm) : pass(algorithm);
  },
  examples: [
    { name: "RSA 2048", record: item("AWS::ACM::Certificate", { keyAlgorithm: "RSA-2048" }), outcome: "pass" },
    { name: "curve", record: item("AWS::ACM::Certificate", { keyAlgorithm: "EC-prime256v1" }), outcome: "pass" },
    { name: "RSA 1024", record: item("AWS::ACM::Certificate", { keyAlgorithm: "RSA-1024" }), outcome: "fail" },
    { name: "not stated", record: item("AWS::ACM::Certificate"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
