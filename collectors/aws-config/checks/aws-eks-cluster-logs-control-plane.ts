import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { eksClusterKind } from "../evidence.ts";
import { list, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-eks-cluster-logs-control-plane",
  version: 1,
  title: "Clusters log their control plane",
  rationale: "Who changed what in the cluster is in the audit log of its control plane alone.",
  severity: "medium",
  over: eksClusterKind,
  params: z.object({
    types: z
      .array(z.string())
      .default(["api", "audit", "authenticator"])
      .describe("log types. origin: our default from CIS Amazon EKS 2.1, which asks for all types"),
  }),
  remediation: "Switch on the audit and authenticator logs, best all.",
  expected: ({ types }) => `the control plane logs ${types.join(", ")}`,
  test(record, ctx) {
    const found = list(record, "configuration.Logging.ClusterLogging.EnabledTypes").map((each) =>
      typeof each === "string" ? each : (textIn(each, "Type") ?? ""),
    );
    const missing = ctx.params.types.filter((type) => !found.includes(type));
    return missing.length === 0 ? pass(`logs ${found.join(", ")}`) : fail(`does not log ${missing.join(", ")}`);
  },
  examples: [
    {
      name: "all",
      record: item("AWS::EKS::Cluster", {
        Logging: { ClusterLogging: { EnabledTypes: [{ Type: "api" }, { Type: "audit" }, { Type: "authenticator" }] } },
      }),
      outcome: "pass",
    },
    {
      name: "some",
      record: item("AWS::EKS::Cluster", { Logging: { ClusterLogging: { EnabledTypes: [{ Type: "api" }] } } }),
      outcome: "fail",
    },
    {
      name: "none",
      record: item("AWS::EKS::Cluster", { Logging: { ClusterLogging: { EnabledTypes: [] } } }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::EKS::Cluster"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
