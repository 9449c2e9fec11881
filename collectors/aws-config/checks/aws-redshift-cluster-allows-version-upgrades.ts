import { redshiftClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-redshift-cluster-allows-version-upgrades",
  title: "Redshift clusters take versions by themselves",
  rationale: "New versions carry the fixes of known weaknesses.",
  severity: "medium",
  over: redshiftClusterKind,
  type: "AWS::Redshift::Cluster",
  path: "configuration.allowVersionUpgrade",
  want: true,
  remediation: "Allow version upgrades in the maintenance window.",
});
