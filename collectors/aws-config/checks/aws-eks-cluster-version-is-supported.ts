import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { eksClusterKind } from "../evidence.ts";
import { text } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-eks-cluster-version-is-supported",
  version: 1,
  title: "Clusters run a supported version",
  rationale: "A version out of support gets no fixes, and AWS upgrades it on a day of its own choice.",
  severity: "high",
  over: eksClusterKind,
  params: z.object({
    oldest: z
      .string()
      .regex(/^1\.\d+$/)
      .default("1.33")
      .describe(
        "oldest version in standard support. origin: the EKS release calendar as of November 2026; keep it current",
      ),
  }),
  remediation: "Upgrade the cluster.",
  expected: ({ oldest }) => `the version is ${oldest} or newer`,
  test(record, ctx) {
    const version = text(record, "configuration.Version");
    const minor = Number(/^1\.(\d+)$/.exec(version)?.[1]);
    if (!Number.isInteger(minor)) return undetermined("schema-mismatch", `Version is ${version}`);
    return minor >= Number(ctx.params.oldest.slice(2)) ? pass(version) : fail(version);
  },
  examples: [
    { name: "current", record: item("AWS::EKS::Cluster", { Version: "1.34" }), outcome: "pass" },
    { name: "old", record: item("AWS::EKS::Cluster", { Version: "1.27" }), outcome: "fail" },
    {
      name: "old where it is allowed",
      record: item("AWS::EKS::Cluster", { Version: "1.27" }),
      outcome: "pass",
      params: { oldest: "1.27" },
    },
    {
      name: "not a version",
      record: item("AWS::EKS::Cluster", { Version: "latest" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::EKS::Cluster"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
