import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { orByEnterprise, organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-addresses",
  version: 2,
  changes: ["2: undetermined, not failed, where an enterprise above the organization may have an allow list for it"],
  title: "Access is limited to known addresses",
  rationale: "An allow list of addresses keeps a stolen token from working anywhere in the world.",
  severity: "low",
  over: organizationKind,
  params: z.object({}),
  remediation:
    "Enable the IP allow list with the addresses of offices, gateways and build machines (GitHub Enterprise Cloud).",
  expected: () => "the IP allow list of the organization is enabled",
  test(record) {
    const state = ownerOnly(record, "ip_allow_list");
    if (state === "enabled") return pass("the IP allow list is enabled");
    orByEnterprise(record, "IP allow list");
    return fail("the IP allow list is disabled");
  },
  examples: [
    { name: "enabled", record: organization({ ip_allow_list: "enabled" }), outcome: "pass" },
    {
      name: "disabled",
      record: organization({ ip_allow_list: "disabled", plan: { name: "team" } }),
      outcome: "fail",
    },
    {
      name: "disabled, where an enterprise may have one",
      record: organization({ ip_allow_list: "disabled", plan: { name: "enterprise" } }),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "not visible to this token", record: organization(), outcome: "undetermined", reason: "denied" },
  ],
});
