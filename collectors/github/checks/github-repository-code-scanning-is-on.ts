import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { refused, security, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-code-scanning-is-on",
  version: 1,
  title: "Code is searched for weaknesses",
  rationale: "Classes of weaknesses that a tool finds in seconds should not wait for an attacker.",
  severity: "medium",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on the default setup of code scanning, or upload the results of your own tool.",
  expected: () => "default setup of code scanning is configured, or a tool reports results",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (record.is_empty === true) return notApplicable("empty repository");
    const tools = record.code_scanning_tools_seen ?? [];
    if (tools.length > 0) return pass(`results of ${tools.join(", ")}`);
    const setup = stated(record, "code_scanning_default_setup");
    if (setup.state === "configured")
      return pass(
        `default setup is configured${setup.languages === undefined ? "" : ` for ${setup.languages.join(", ")}`}`,
      );
    const off = record.code_security_enabled ?? record.advanced_security_enabled;
    if (record.visibility !== "public" && record.visibility !== undefined && off === false)
      return fail(`default setup is ${setup.state}, and code security is off: no tool can report`);
    if (setup.state === "not-available")
      return undetermined("not-licensed", "code scanning is not enabled or not licensed for this repository");
    // An advanced setup that finds nothing leaves no trace in what was collected.
    return undetermined(
      "no-population",
      "default setup is not configured; a setup of one's own without open alerts cannot be told from none",
    );
  },
  examples: [
    {
      name: "default setup",
      record: security({ code_scanning_default_setup: { state: "configured", languages: ["go"] } }),
      outcome: "pass",
    },
    {
      name: "another tool reports",
      record: security({
        code_scanning_default_setup: { state: "not-configured" },
        code_scanning_tools_seen: ["Semgrep"],
      }),
      outcome: "pass",
    },
    {
      name: "code security is off",
      record: security({ code_scanning_default_setup: { state: "not-available" }, code_security_enabled: false }),
      outcome: "fail",
    },
    {
      name: "advanced security, by its older name, is off",
      record: security({ code_scanning_default_setup: { state: "not-configured" }, advanced_security_enabled: false }),
      outcome: "fail",
    },
    {
      name: "not licensed",
      record: security({ code_scanning_default_setup: { state: "not-available" } }),
      outcome: "undetermined",
      reason: "not-licensed",
    },
    {
      name: "no default setup, perhaps another",
      record: security({ visibility: "public", code_scanning_default_setup: { state: "not-configured" } }),
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "refused",
      record: security({ ...refused("code-scanning/get-default-setup", "code_scanning_default_setup") }),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "not stated", record: security(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "empty", record: security({ is_empty: true }), outcome: "not-applicable" },
    { name: "GH-13: archived", record: security({ archived: true }), outcome: "not-applicable" },
  ],
});
