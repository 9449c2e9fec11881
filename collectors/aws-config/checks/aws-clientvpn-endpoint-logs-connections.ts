import { clientVpnKind } from "../evidence.ts";
import { flagCheck } from "./support/factories.ts";

export default flagCheck({
  id: "aws-clientvpn-endpoint-logs-connections",
  title: "Client VPN endpoints log connections",
  rationale: "Who came in from outside, when and from where is in the connection log alone.",
  severity: "medium",
  over: clientVpnKind,
  type: "AWS::EC2::ClientVpnEndpoint",
  path: "configuration.ConnectionLogOptions.Enabled",
  want: true,
  remediation: "Switch on connection logging of the endpoint.",
});
