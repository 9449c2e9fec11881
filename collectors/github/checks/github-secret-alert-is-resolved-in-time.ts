import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { secretScanningAlertKind } from "../evidence.ts";
import { dated, daysAgo, secretAlert, wholeDays } from "../policy/index.ts";

export default defineCheck({
  id: "github-secret-alert-is-resolved-in-time",
  version: 1,
  title: "Secrets found in code are dealt with in time",
  rationale: "A secret in the history is used within minutes by those who look for it.",
  severity: "critical",
  over: secretScanningAlertKind,
  params: z.object({ maxDays: z.number().int().positive().default(7).describe("days. origin: our default") }),
  remediation: "Revoke the secret first, then close the alert as revoked.",
  expected: ({ maxDays }) =>
    `an open alert is ${maxDays} days old at most; also in archived repositories, where the secret works all the same`,
  test(record, ctx) {
    if (record.state === "resolved") return notApplicable("resolved: see github-secret-alert-closure-is-sound");
    if (record.state !== "open") return undetermined("schema-mismatch", `state ${record.state} is not known here`);
    const what = record.secret_type_display_name ?? record.secret_type ?? "a secret";
    const observed = `${what}, open since ${dated(record.created_at, ctx.evidenceAt)}${record.publicly_leaked === true ? ", publicly leaked" : ""}`;
    return wholeDays(record.created_at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "yesterday", record: secretAlert(), outcome: "pass" },
    { name: "a week ago", record: secretAlert({ created_at: daysAgo(7) }), outcome: "pass" },
    { name: "a month ago", record: secretAlert({ created_at: daysAgo(30), publicly_leaked: true }), outcome: "fail" },
    {
      name: "resolved",
      record: secretAlert({ state: "resolved", created_at: daysAgo(90) }),
      outcome: "not-applicable",
    },
    {
      name: "a new state",
      record: secretAlert({ state: "paused" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
