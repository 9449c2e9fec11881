import { rdsInstanceKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-instance-is-multi-az",
  title: "RDS instances stand by in a second zone",
  rationale: "A database in one zone goes with that zone.",
  severity: "medium",
  over: rdsInstanceKind,
  type: "AWS::RDS::DBInstance",
  path: "configuration.multiAZ",
  want: true,
  exempt: { path: "configuration.dBClusterIdentifier", is: "*", why: "a member of a cluster: the cluster is asked" },
  remediation: "Switch on Multi-AZ for databases that critical services need.",
});
