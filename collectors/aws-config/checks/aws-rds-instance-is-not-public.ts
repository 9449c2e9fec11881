import { rdsInstanceKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-rds-instance-is-not-public",
  title: "RDS instances have no public address",
  rationale:
    "A database that answers on a public address is found within minutes and then only its password stands in between.",
  severity: "critical",
  over: rdsInstanceKind,
  type: "AWS::RDS::DBInstance",
  path: "configuration.publiclyAccessible",
  want: false,
  remediation: "Make the instance private and reach it through the network.",
});
