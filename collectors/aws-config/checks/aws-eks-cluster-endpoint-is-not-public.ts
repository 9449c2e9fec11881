import { eksClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-eks-cluster-endpoint-is-not-public",
  title: "Cluster endpoints are not public",
  rationale: "The interface that administers the whole cluster answers to everybody, with sign-in alone in between.",
  severity: "high",
  over: eksClusterKind,
  type: "AWS::EKS::Cluster",
  path: "configuration.ResourcesVpcConfig.EndpointPublicAccess",
  want: false,
  remediation: "Use the private endpoint, or at least restrict the public one to known addresses.",
});
