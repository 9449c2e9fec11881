import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { alertRule, silentAlerts, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-alerts-reach-somebody",
  version: 1,
  title: "Alerts that matter are mailed to somebody",
  rationale: "An alert that only waits in a console is found by whoever happens to look.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    alerts: z
      .array(z.string())
      .min(1)
      .default([
        "Leaked password",
        "Suspicious login",
        "Government-backed attacks",
        "User granted Admin privilege",
        "Super admin password reset",
        "Domain data export initiated",
        "Device compromised",
        "User-reported phishing",
        "SSO profile updated",
        "User suspended due to suspicious activity",
      ])
      .describe("alert rules, in Google's words. origin: our default, after CISA SCuBA GWS.COMMONCONTROLS.13.1"),
  }),
  remediation: "Name recipients for the alert rules, best a shared address that is watched.",
  expected: ({ alerts }) => `each of these, when active, is mailed to somebody: ${alerts.join(", ")}`,
  test(record, ctx) {
    const found = silentAlerts(record, ctx.params.alerts);
    if (found === undefined) return notApplicable("alert rules are of the whole tenant: judged at the root");
    if (found.silent.length > 0) return fail(`mailed to nobody: ${found.silent.join(", ")}`);
    return found.active.length > 0
      ? pass(`mailed: ${found.active.join(", ")}`)
      : undetermined("schema-mismatch", "none of these alerts is listed as active");
  },
  examples: [
    {
      name: "mailed",
      record: unit(
        {
          "rule.system_defined_alerts": {
            rules: [alertRule("Leaked password", "ACTIVE", [{ email: "soc@example.com" }])],
          },
        },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "mailed to nobody",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Leaked password", "ACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "fail",
    },
    {
      name: "none is active",
      record: unit(
        { "rule.system_defined_alerts": { rules: [alertRule("Leaked password", "INACTIVE")] } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a unit below", record: unit({}), outcome: "not-applicable" },
    {
      name: "no rules stated",
      record: unit({}, { orgUnitPath: "/" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
