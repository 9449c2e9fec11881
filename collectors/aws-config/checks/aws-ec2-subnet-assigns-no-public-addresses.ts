import { subnetKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-ec2-subnet-assigns-no-public-addresses",
  title: "Subnets give out no public addresses",
  rationale: "What starts in such a subnet is on the internet although nobody said so.",
  severity: "medium",
  over: subnetKind,
  type: "AWS::EC2::Subnet",
  path: "configuration.mapPublicIpOnLaunch",
  want: false,
  remediation: "Switch off the assignment of public addresses and ask for one where it is meant.",
});
