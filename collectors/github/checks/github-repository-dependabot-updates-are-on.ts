import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { refused, security, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-dependabot-updates-are-on",
  version: 1,
  title: "Fixes for dependencies arrive as pull requests",
  rationale: "An alert asks for work; a pull request brings the work done.",
  severity: "medium",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on Dependabot security updates, or show the other tool that brings updates.",
  expected: () => "Dependabot security updates are on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (record.not_available?.includes("dependabot_security_updates") === true)
      return undetermined("not-licensed", "dependabot_security_updates is not available for this repository");
    return stated(record, "dependabot_security_updates_enabled")
      ? pass("Dependabot security updates are on")
      : fail("Dependabot security updates are off");
  },
  examples: [
    { name: "on", record: security({ dependabot_security_updates_enabled: true }), outcome: "pass" },
    { name: "off", record: security({ dependabot_security_updates_enabled: false }), outcome: "fail" },
    {
      name: "not available on the plan",
      record: security({ not_available: ["dependabot_security_updates"] }),
      outcome: "undetermined",
      reason: "not-licensed",
    },
    {
      name: "refused",
      record: security({ ...refused("repos/get", "dependabot_security_updates_enabled") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "null",
      record: security({ dependabot_security_updates_enabled: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "GH-13: archived", record: security({ archived: true }), outcome: "not-applicable" },
  ],
});
