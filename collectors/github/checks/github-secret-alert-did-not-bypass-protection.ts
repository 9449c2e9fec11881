import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { secretScanningAlertKind } from "../evidence.ts";
import { daysAgo, secretAlert, stated, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-secret-alert-did-not-bypass-protection",
  version: 1,
  title: "Secrets were not pushed past the protection",
  rationale: "Somebody was told that this is a secret, and pushed it.",
  severity: "medium",
  over: secretScanningAlertKind,
  params: z.object({
    withinDays: z.number().int().positive().default(90).describe("days looked back. origin: our default, a quarter"),
  }),
  remediation: "Talk to the person; let bypasses be approved by somebody else (delegated bypass).",
  expected: ({ withinDays }) =>
    `no secret of the last ${withinDays} days was pushed past push protection, but for false alarms and tests`,
  test(record, ctx) {
    const days = wholeDays(record.push_protection_bypassed_at ?? record.created_at, ctx.evidenceAt);
    if (days > ctx.params.withinDays) return notApplicable(`${days} days ago`);
    if (!stated(record, "push_protection_bypassed")) return pass("not pushed past the protection");
    const by = record.push_protection_bypassed_by;
    const observed = `pushed past the protection${by === null || by === undefined ? "" : ` by ${by}`} ${days} days ago`;
    return record.resolution === "false_positive" || record.resolution === "used_in_tests"
      ? pass(`${observed}; closed as ${record.resolution}`)
      : fail(observed);
  },
  examples: [
    { name: "found later", record: secretAlert({ push_protection_bypassed: false }), outcome: "pass" },
    {
      name: "pushed past",
      record: secretAlert({
        push_protection_bypassed: true,
        push_protection_bypassed_at: daysAgo(1),
        push_protection_bypassed_by: "ana",
      }),
      outcome: "fail",
    },
    {
      name: "pushed past, a false alarm",
      record: secretAlert({ state: "resolved", resolution: "false_positive", push_protection_bypassed: true }),
      outcome: "pass",
    },
    {
      name: "long ago",
      record: secretAlert({ created_at: daysAgo(400), push_protection_bypassed: true }),
      outcome: "not-applicable",
    },
    { name: "not stated", record: secretAlert(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
