import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationKind } from "../evidence.ts";
import { organization, ownerOnly } from "../policy/index.ts";

export default defineCheck({
  id: "github-organization-limits-addresses",
  version: 1,
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
    return state === "enabled" ? pass("the IP allow list is enabled") : fail("the IP allow list is disabled");
  },
  examples: [
    { name: "enabled", record: organization({ ip_allow_list: "enabled" }), outcome: "pass" },
    { name: "disabled", record: organization({ ip_allow_list: "disabled" }), outcome: "fail" },
    { name: "not visible to this token", record: organization(), outcome: "undetermined", reason: "denied" },
  ],
});
