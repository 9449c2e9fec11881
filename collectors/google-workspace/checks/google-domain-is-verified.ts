import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { domainKind } from "../evidence.ts";

export default defineCheck({
  id: "google-domain-is-verified",
  version: 1,
  title: "Domains of the tenant are verified",
  rationale: "A domain that was never verified may belong to somebody else, who can then prove it to Google.",
  severity: "medium",
  over: domainKind,
  params: z.object({}),
  remediation: "Verify the domain or remove it.",
  expected: () => "each domain and alias is verified",
  unmapped:
    "The guidance has no point on proving to a provider that a domain is yours; the result is shown for information.",
  test(record) {
    return known(record.verified, "verified") ? pass("verified") : fail("not verified");
  },
  examples: [
    { name: "verified", record: { domainName: "example.com", verified: true, alias: false }, outcome: "pass" },
    { name: "not verified", record: { domainName: "example.org", verified: false, alias: true }, outcome: "fail" },
    {
      name: "not stated",
      record: { domainName: "example.org", alias: false },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
