import { redshiftClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-redshift-cluster-routes-through-vpc",
  title: "Redshift clusters load and unload through the VPC",
  rationale: "Copies in and out that pass by the network cannot be filtered or seen there.",
  severity: "low",
  over: redshiftClusterKind,
  type: "AWS::Redshift::Cluster",
  path: "configuration.enhancedVpcRouting",
  want: true,
  remediation: "Switch on enhanced VPC routing.",
});
