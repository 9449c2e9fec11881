import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { refused, security, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-push-protection-is-on",
  version: 1,
  title: "Pushes with secrets are refused",
  rationale: "A secret that never enters the history need not be replaced.",
  severity: "high",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on push protection, best by an enforced code security configuration.",
  expected: () => "push protection for secrets is on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (record.not_available?.includes("secret_scanning_push_protection") === true)
      return undetermined("not-licensed", "secret_scanning_push_protection is not available for this repository");
    return stated(record, "secret_scanning_push_protection_enabled")
      ? pass("push protection is on")
      : fail("push protection is off");
  },
  examples: [
    { name: "on", record: security({ secret_scanning_push_protection_enabled: true }), outcome: "pass" },
    { name: "off", record: security({ secret_scanning_push_protection_enabled: false }), outcome: "fail" },
    {
      name: "not available on the plan",
      record: security({ not_available: ["secret_scanning_push_protection"] }),
      outcome: "undetermined",
      reason: "not-licensed",
    },
    {
      name: "refused",
      record: security({ ...refused("repos/get", "secret_scanning_push_protection_enabled") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "null",
      record: security({ secret_scanning_push_protection_enabled: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "GH-13: archived", record: security({ archived: true }), outcome: "not-applicable" },
  ],
});
