import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-multi-party-approval-is-on",
  version: 1,
  title: "Sensitive changes by administrators need a second administrator",
  rationale: "One stolen super administrator session changes sign-in for everybody unless somebody else has to agree.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({}),
  remediation: "Switch on multi-party approval for sensitive actions.",
  expected: () => "multi-party approval is required",
  test(record) {
    if (record.orgUnitPath !== "/" || record.targetType !== "org-unit")
      return notApplicable("a setting of the whole tenant: judged at the root");
    return overSetting(record, { type: "multi_party_approval.require_approvals" }, (value) =>
      mustBeOneOf(value, "multiPartyApprovalState", ["ENABLED", "DISABLED"], ["ENABLED"]),
    );
  },
  examples: [
    {
      name: "required",
      record: unit(
        { "multi_party_approval.require_approvals": { multiPartyApprovalState: "ENABLED" } },
        { orgUnitPath: "/" },
      ),
      outcome: "pass",
    },
    {
      name: "not required",
      record: unit(
        { "multi_party_approval.require_approvals": { multiPartyApprovalState: "DISABLED" } },
        { orgUnitPath: "/" },
      ),
      outcome: "fail",
    },
    {
      name: "a unit below",
      record: unit({ "multi_party_approval.require_approvals": { multiPartyApprovalState: "DISABLED" } }),
      outcome: "not-applicable",
    },
    {
      name: "a state that is not known here",
      record: unit(
        { "multi_party_approval.require_approvals": { multiPartyApprovalState: "NEW" } },
        { orgUnitPath: "/" },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "nothing is stated",
      record: unit({}, { orgUnitPath: "/" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
