import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { actionsRepositoryKind } from "../evidence.ts";
import { actionsOf, refused, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-pins-actions",
  version: 1,
  title: "Actions of the repository must be pinned to commits",
  rationale: "A tag of an action is a promise of its maker; a commit id is the code itself.",
  severity: "low",
  over: actionsRepositoryKind,
  params: z.object({}),
  remediation: "Require actions to be pinned to full-length commit ids.",
  expected: () => "sha_pinning_required of the repository is true",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (stated(record, "enabled") === false) return notApplicable("Actions are off");
    return stated(record, "sha_pinning_required")
      ? pass("sha_pinning_required is true")
      : fail("sha_pinning_required is false");
  },
  examples: [
    { name: "required", record: actionsOf({ sha_pinning_required: true }), outcome: "pass" },
    { name: "not required", record: actionsOf({ sha_pinning_required: false }), outcome: "fail" },
    { name: "Actions are off", record: actionsOf({ enabled: false }), outcome: "not-applicable" },
    { name: "GH-13: archived", record: actionsOf({ archived: true }), outcome: "not-applicable" },
    { name: "not stated", record: actionsOf(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "whether on not stated",
      record: actionsOf({ enabled: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "refused",
      record: actionsOf({ ...refused("actions", "sha_pinning_required") }),
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
