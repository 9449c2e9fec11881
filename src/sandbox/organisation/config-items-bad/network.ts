import type { ItemTemplate } from "../config-items.ts";

export const BAD_CLIENT_VPNS: readonly ItemTemplate[] = [
  { resourceType: "AWS::EC2::ClientVpnEndpoint", configuration: { ConnectionLogOptions: { Enabled: false } } },
  {
    resourceType: "AWS::EC2::ClientVpnEndpoint",
    configuration: { AuthenticationOptions: [{ Type: "certificate-authentication" }] },
  },
];

export const BAD_ADDRESSES_AND_FLOW_LOGS: readonly ItemTemplate[] = [
  { resourceType: "AWS::EC2::EIP", configuration: { associationId: "" } },
  {
    resourceType: "AWS::EC2::FlowLog",
    configuration: { deliverLogsStatus: "FAILED", deliverLogsErrorMessage: "Access error" },
  },
];

export const BAD_NETWORKS: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::EC2::NetworkAcl",
    configuration: {
      isDefault: false,
      entries: [
        {
          egress: false,
          ruleAction: "allow",
          ruleNumber: 100,
          protocol: "6",
          cidrBlock: "0.0.0.0/0",
          portRange: { from: 0, to: 65535 },
        },
      ],
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: {
      ipPermissions: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp: "0.0.0.0/0" }] }],
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: {
      groupName: "default",
      ipPermissions: [{ ipProtocol: "-1", userIdGroupPairs: [{ groupId: "sg-1" }] }],
      ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }],
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: { ipPermissions: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }] },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: { ipPermissionsEgress: [{ ipProtocol: "-1", ipRanges: ["0.0.0.0/0"] }] },
  },
  { resourceType: "AWS::EC2::Subnet", configuration: { mapPublicIpOnLaunch: true } },
  { resourceType: "AWS::EC2::VPC", configuration: { isDefault: true } },
  {
    resourceType: "AWS::EC2::VPCEndpoint",
    configuration: { policyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }] } },
  },
  { resourceType: "AWS::EC2::VPC", configuration: {} },
  { resourceType: "AWS::EC2::VPNConnection", configuration: { vgwTelemetry: [{ status: "UP" }, { status: "DOWN" }] } },
  {
    resourceType: "AWS::EC2::VPNConnection",
    configuration: { options: { tunnelOptions: [{ ikeVersions: [{ value: "ikev1" }, { value: "ikev2" }] }] } },
  },
];

export const BAD_FIREWALL_POLICIES: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::NetworkFirewall::FirewallPolicy",
    configuration: { firewallPolicy: { statelessDefaultActions: ["aws:pass"] } },
  },
];
