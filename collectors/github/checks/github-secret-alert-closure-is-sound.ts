import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { secretScanningAlertKind } from "../evidence.ts";
import { secretAlert, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-secret-alert-closure-is-sound",
  version: 1,
  title: "Secrets found in code were replaced",
  rationale: "Closing an alert does not revoke the secret.",
  severity: "high",
  over: secretScanningAlertKind,
  params: z.object({
    accepted: z
      .array(z.string())
      .default(["revoked", "false_positive", "used_in_tests", "pattern_edited", "pattern_deleted"])
      .describe("resolutions that leave no live secret. origin: our default"),
  }),
  remediation: "Revoke the secret and close the alert as revoked.",
  expected: ({ accepted }) =>
    `a closed alert has one of the resolutions ${accepted.join(", ")}, and GitHub does not find the secret to work still`,
  test(record, ctx) {
    if (record.state !== "resolved")
      return record.state === "open"
        ? notApplicable("open: see github-secret-alert-is-resolved-in-time")
        : undetermined("schema-mismatch", `state ${record.state} is not known here`);
    if (record.validity === "active")
      return fail(`closed as ${record.resolution ?? "unknown"}, but the secret still works`);
    const resolution = stated(record, "resolution");
    return ctx.params.accepted.includes(resolution)
      ? pass(`closed as ${resolution}, validity ${record.validity ?? "not stated"}`)
      : fail(`closed as ${resolution}`);
  },
  examples: [
    {
      name: "revoked",
      record: secretAlert({ state: "resolved", resolution: "revoked", validity: "inactive" }),
      outcome: "pass",
    },
    {
      name: "false alarm",
      record: secretAlert({ state: "resolved", resolution: "false_positive", validity: "unknown" }),
      outcome: "pass",
    },
    { name: "not worth fixing", record: secretAlert({ state: "resolved", resolution: "wont_fix" }), outcome: "fail" },
    {
      name: "revoked, they said, but it works",
      record: secretAlert({ state: "resolved", resolution: "revoked", validity: "active" }),
      outcome: "fail",
    },
    { name: "open", record: secretAlert(), outcome: "not-applicable" },
    {
      name: "resolution not stated",
      record: secretAlert({ state: "resolved", resolution: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "a new state",
      record: secretAlert({ state: "paused" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
