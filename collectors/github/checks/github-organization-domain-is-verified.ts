import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-domain-is-verified",
  version: 1,
  title: "The organization has proved its domain",
  rationale:
    "The verified badge tells people apart from look-alikes, and shows which members use addresses of the organization.",
  unmapped: "A verified domain identifies the organization to outsiders; no guidance point asks for that.",
  severity: "low",
  over: organizationKind,
  params: z.object({}),
  remediation: "Verify a domain of the organization by its DNS record.",
  expected: () => "is_verified is true",
  test(record) {
    return stated(record, "is_verified") ? pass("is_verified is true") : fail("is_verified is false");
  },
  examples: [
    { name: "set so", record: organization({ is_verified: true }), outcome: "pass" },
    { name: "set otherwise", record: organization({ is_verified: false }), outcome: "fail" },
    { name: "not stated", record: organization(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "null", record: organization({ is_verified: null }), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "GH-09: not known",
      record: organization({ is_verified: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
