import { redshiftClusterKind } from "../evidence.ts";
import { minimumCheck } from "./support/factories.ts";

export default minimumCheck({
  id: "aws-redshift-cluster-is-backed-up",
  title: "Redshift clusters have automatic snapshots",
  rationale: "Automatic snapshots are the only way back after a mistake in the warehouse.",
  severity: "high",
  over: redshiftClusterKind,
  type: "AWS::Redshift::Cluster",
  path: "configuration.automatedSnapshotRetentionPeriod",
  unit: "days",
  minimum: 7,
  origin: "AWS Foundational Security Best Practices Redshift.3",
  remediation: "Set the retention period of automated snapshots.",
});
