import { redshiftClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-redshift-cluster-is-encrypted",
  title: "Redshift clusters are encrypted",
  rationale: "A warehouse gathers the data of everybody else in one place.",
  severity: "high",
  over: redshiftClusterKind,
  type: "AWS::Redshift::Cluster",
  path: "configuration.encrypted",
  want: true,
  remediation: "Switch on encryption of the cluster; AWS moves the data.",
});
