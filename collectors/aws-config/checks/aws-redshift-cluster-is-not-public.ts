import { redshiftClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-redshift-cluster-is-not-public",
  title: "Redshift clusters have no public address",
  rationale: "A warehouse that answers on a public address is found within minutes.",
  severity: "critical",
  over: redshiftClusterKind,
  type: "AWS::Redshift::Cluster",
  path: "configuration.publiclyAccessible",
  want: false,
  remediation: "Make the cluster private and reach it through the network.",
});
