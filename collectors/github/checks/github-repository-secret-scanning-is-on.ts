import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { refused, security, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-secret-scanning-is-on",
  version: 1,
  title: "Repositories are searched for secrets",
  rationale: "A key in the history is found by others when it is not found by oneself.",
  severity: "high",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on secret scanning, best by an enforced code security configuration.",
  expected: () => "secret scanning is on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (record.not_available?.includes("secret_scanning") === true)
      return undetermined("not-licensed", "secret_scanning is not available for this repository");
    return stated(record, "secret_scanning_enabled") ? pass("secret scanning is on") : fail("secret scanning is off");
  },
  examples: [
    { name: "on", record: security({ secret_scanning_enabled: true }), outcome: "pass" },
    { name: "off", record: security({ secret_scanning_enabled: false }), outcome: "fail" },
    {
      name: "not available on the plan",
      record: security({ not_available: ["secret_scanning"] }),
      outcome: "undetermined",
      reason: "not-licensed",
    },
    {
      name: "refused",
      record: security({ ...refused("repos/get", "secret_scanning_enabled") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "null",
      record: security({ secret_scanning_enabled: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "GH-13: archived", record: security({ archived: true }), outcome: "not-applicable" },
  ],
});
