import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { actionsOrganizationKind } from "../evidence.ts";
import { actions, refused, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-pins-actions",
  version: 1,
  title: "Actions must be pinned to commits",
  rationale: "A tag of an action can be moved to other code overnight; a full commit id cannot.",
  severity: "medium",
  over: actionsOrganizationKind,
  params: z.object({}),
  remediation: "Require actions to be pinned to a full-length commit id in the Actions policy.",
  expected: () => "sha_pinning_required is true",
  test(record) {
    if (record.enabled_repositories === "none") return notApplicable("Actions are off for all repositories");
    return stated(record, "sha_pinning_required")
      ? pass("sha_pinning_required is true")
      : fail("sha_pinning_required is false");
  },
  examples: [
    { name: "required", record: actions({ sha_pinning_required: true }), outcome: "pass" },
    { name: "not required", record: actions({ sha_pinning_required: false }), outcome: "fail" },
    { name: "Actions are off", record: actions({ enabled_repositories: "none" }), outcome: "not-applicable" },
    { name: "not stated", record: actions(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "refused",
      record: actions({ ...refused("actions", "sha_pinning_required") }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
