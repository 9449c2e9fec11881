import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { rootManagementKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-root-management-is-central",
  version: 1,
  title: "Root credentials of member accounts are managed centrally",
  rationale:
    "Every member account comes with a root user of its own; central management removes those credentials instead of trusting each owner.",
  severity: "high",
  over: rootManagementKind,
  params: z.object({
    features: z
      .array(z.enum(["RootCredentialsManagement", "RootSessions"]))
      .min(1)
      .default(["RootCredentialsManagement"])
      .describe("organization features that must be on. origin: our default; AWS documentation recommends both"),
  }),
  remediation:
    "In the management account, enable centralized root access for IAM (root credentials management, privileged root sessions).",
  expected: ({ features }) => `trusted access for IAM is on and ${features.join(", ")} is enabled for the organization`,
  test(record, ctx) {
    if (!record.TrustedAccess) return fail(`trusted access for IAM is off in ${record.OrganizationId}`);
    const missing = ctx.params.features.filter((feature) => !record.EnabledFeatures.includes(feature));
    const enabled = record.EnabledFeatures.join(", ") || "no feature";
    return missing.length === 0
      ? pass(`enabled: ${enabled}`)
      : fail(`enabled: ${enabled}; missing: ${missing.join(", ")}`);
  },
  examples: [
    {
      name: "both features",
      record: {
        OrganizationId: "o-example1234",
        TrustedAccess: true,
        EnabledFeatures: ["RootCredentialsManagement", "RootSessions"],
      },
      outcome: "pass",
    },
    {
      name: "credentials management only",
      record: { OrganizationId: "o-example1234", TrustedAccess: true, EnabledFeatures: ["RootCredentialsManagement"] },
      outcome: "pass",
    },
    {
      name: "sessions only",
      record: { OrganizationId: "o-example1234", TrustedAccess: true, EnabledFeatures: ["RootSessions"] },
      outcome: "fail",
    },
    {
      name: "trusted access off",
      record: { OrganizationId: "o-example1234", TrustedAccess: false, EnabledFeatures: [] },
      outcome: "fail",
    },
    {
      name: "both demanded",
      record: { OrganizationId: "o-example1234", TrustedAccess: true, EnabledFeatures: ["RootCredentialsManagement"] },
      params: { features: ["RootCredentialsManagement", "RootSessions"] },
      outcome: "fail",
    },
  ],
});
