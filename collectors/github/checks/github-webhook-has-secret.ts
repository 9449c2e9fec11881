import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { webhookKind } from "../evidence.ts";
import { ORGANIZATION, stated, webhook } from "../policy/index.ts";

export default defineCheck({
  id: "github-webhook-has-secret",
  version: 1,
  title: "Webhooks carry a secret",
  rationale: "Without a secret the receiver cannot tell GitHub from anybody else.",
  severity: "medium",
  over: webhookKind,
  params: z.object({}),
  remediation: "Set a secret, and let the receiver verify the signature.",
  expected: () => "each active webhook has a secret",
  test(record) {
    if (!record.active) return notApplicable("inactive: nothing is sent");
    return stated(record, "secret_configured")
      ? pass(`a secret is set for ${record.url_host ?? "its address"}`)
      : fail(`no secret for ${record.url_host ?? "its address"}`);
  },
  examples: [
    { name: "secret", record: webhook({ secret_configured: true }), outcome: "pass" },
    { name: "none", record: webhook({ secret_configured: false }), outcome: "fail" },
    {
      name: "none, of the organization",
      record: webhook({ owner: ORGANIZATION, level: "organization", secret_configured: false }),
      outcome: "fail",
    },
    {
      name: "inactive",
      record: webhook({ active: false, url_scheme: "http:", insecure_ssl: true, secret_configured: false }),
      outcome: "not-applicable",
    },
    { name: "not stated", record: webhook(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
