import { redshiftClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-redshift-cluster-logs-audit",
  title: "Redshift clusters log connections and statements",
  rationale: "Who asked the warehouse for what is known from its audit log alone.",
  severity: "medium",
  over: redshiftClusterKind,
  type: "AWS::Redshift::Cluster",
  path: "supplementaryConfiguration.LoggingStatus.loggingEnabled",
  want: true,
  remediation: "Switch on audit logging of the cluster.",
});
