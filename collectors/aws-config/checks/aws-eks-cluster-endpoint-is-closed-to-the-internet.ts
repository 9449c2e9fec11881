import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { eksClusterKind } from "../evidence.ts";
import { flag, list } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { isAnywhere } from "./support/network.ts";
export default defineCheck({
  id: "aws-eks-cluster-endpoint-is-closed-to-the-internet",
  version: 1,
  title: "Cluster endpoints are not open to anywhere",
  rationale: "The interface that administers all workloads is a management interface like any other.",
  severity: "critical",
  over: eksClusterKind,
  params: z.object({}),
  remediation: "Limit the public endpoint to known addresses, or switch it off.",
  expected: () => "the endpoint is private, or limited to known addresses",
  test(record) {
    if (!flag(record, "configuration.ResourcesVpcConfig.EndpointPublicAccess")) return pass("private");
    const ranges = list(record, "configuration.ResourcesVpcConfig.PublicAccessCidrs").map(String);
    const open = ranges.filter(isAnywhere);
    return open.length === 0 && ranges.length > 0
      ? pass(`limited to ${ranges.join(", ")}`)
      : fail(`open to ${open.join(", ") || "anywhere"}`);
  },
  examples: [
    {
      name: "private",
      record: item("AWS::EKS::Cluster", { ResourcesVpcConfig: { EndpointPublicAccess: false } }),
      outcome: "pass",
    },
    {
      name: "limited",
      record: item("AWS::EKS::Cluster", {
        ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ["192.0.2.0/24"] },
      }),
      outcome: "pass",
    },
    {
      name: "open",
      record: item("AWS::EKS::Cluster", {
        ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs: ["0.0.0.0/0"] },
      }),
      outcome: "fail",
    },
    {
      name: "ranges not stated",
      record: item("AWS::EKS::Cluster", { ResourcesVpcConfig: { EndpointPublicAccess: true } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "not stated", record: item("AWS::EKS::Cluster"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
