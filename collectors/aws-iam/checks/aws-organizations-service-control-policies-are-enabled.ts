import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { organizationRootKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-organizations-service-control-policies-are-enabled",
  version: 1,
  title: "Service control policies are switched on",
  rationale: "Without them no limit of the organization binds an account.",
  severity: "high",
  over: organizationRootKind,
  params: z.object({}),
  remediation: "Enable the policy type SERVICE_CONTROL_POLICY on the root.",
  expected: () => "SERVICE_CONTROL_POLICY is ENABLED on the organization's root",
  test(record) {
    const status = record.PolicyTypes.find(({ Type }) => Type === "SERVICE_CONTROL_POLICY")?.Status ?? "not enabled";
    return status === "ENABLED"
      ? pass("SERVICE_CONTROL_POLICY is ENABLED")
      : fail(`SERVICE_CONTROL_POLICY is ${status}`);
  },
  examples: [
    {
      name: "enabled",
      record: { Id: "r-example", PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }] },
      outcome: "pass",
    },
    {
      name: "other types only",
      record: { Id: "r-example", PolicyTypes: [{ Type: "TAG_POLICY", Status: "ENABLED" }] },
      outcome: "fail",
    },
    {
      name: "being switched on",
      record: { Id: "r-example", PolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "PENDING_ENABLE" }] },
      outcome: "fail",
    },
  ],
});
