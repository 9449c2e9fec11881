import { rdsClusterKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-cluster-is-multi-az",
  title: "RDS clusters span zones",
  rationale: "Without an instance in a second zone the cluster has nothing to fail over to.",
  severity: "medium",
  over: rdsClusterKind,
  type: "AWS::RDS::DBCluster",
  path: "configuration.multiAZ",
  want: true,
  remediation: "Add an instance in another zone.",
});
