import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { webhookKind } from "../evidence.ts";
import { stated, webhook } from "../policy/index.ts";

export default defineCheck({
  id: "github-webhook-verifies-tls",
  version: 1,
  title: "Webhooks are sent over verified TLS",
  rationale: "What is sent in the clear, or to an unverified server, is read and answered by whoever stands between.",
  severity: "medium",
  over: webhookKind,
  params: z.object({}),
  remediation: "Use an https address and turn on SSL verification.",
  expected: () => "the address of each active webhook is https and its certificate is verified",
  test(record) {
    if (!record.active) return notApplicable("inactive: nothing is sent");
    if (record.url_scheme === "http:") return fail(`sent to ${record.url_host ?? "its address"} over plain HTTP`);
    if (record.insecure_ssl === true)
      return fail(`the certificate of ${record.url_host ?? "the server"} is not verified`);
    if (stated(record, "url_scheme") !== "https:")
      return undetermined("schema-mismatch", `scheme ${record.url_scheme} is not known here`);
    stated(record, "insecure_ssl");
    return pass(`https to ${record.url_host ?? "its address"}, certificate verified`);
  },
  examples: [
    { name: "https, verified", record: webhook({ insecure_ssl: false }), outcome: "pass" },
    { name: "plain HTTP", record: webhook({ url_scheme: "http:" }), outcome: "fail" },
    { name: "not verified", record: webhook({ insecure_ssl: true }), outcome: "fail" },
    {
      name: "inactive",
      record: webhook({ active: false, url_scheme: "http:", insecure_ssl: true, secret_configured: false }),
      outcome: "not-applicable",
    },
    { name: "verification not stated", record: webhook(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "address not stated",
      record: webhook({ url_scheme: null, insecure_ssl: false }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "another scheme",
      record: webhook({ url_scheme: "ftp:", insecure_ssl: false }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
