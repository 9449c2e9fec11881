import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { refused, security, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-dependabot-alerts-are-on",
  version: 1,
  title: "Known weaknesses of dependencies raise alerts",
  rationale: "Most code is other people's code, and its weaknesses are published.",
  severity: "high",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on Dependabot alerts, best by an enforced code security configuration.",
  expected: () => "Dependabot alerts are on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (record.not_available?.includes("dependabot_alerts") === true)
      return undetermined("not-licensed", "dependabot_alerts is not available for this repository");
    return stated(record, "dependabot_alerts_enabled")
      ? pass("Dependabot alerts are on")
      : fail("Dependabot alerts are off");
  },
  examples: [
    { name: "on", record: security({ dependabot_alerts_enabled: true }), outcome: "pass" },
    { name: "off", record: security({ dependabot_alerts_enabled: false }), outcome: "fail" },
    {
      name: "not available on the plan",
      record: security({ not_available: ["dependabot_alerts"] }),
      outcome: "undetermined",
      reason: "not-licensed",
    },
    {
      name: "refused",
      record: security({ ...refused("repos/get", "dependabot_alerts_enabled") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "null",
      record: security({ dependabot_alerts_enabled: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "GH-13: archived", record: security({ archived: true }), outcome: "not-applicable" },
  ],
});
