import type { ItemTemplate } from "../config-items.ts";

export const GOOD_NETWORK: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: {
      ipPermissions: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: ["0.0.0.0/0"] }],
      groupName: "web",
      ipPermissionsEgress: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, ipRanges: ["0.0.0.0/0"] }],
      vpcId: "vpc-0a1b2c3d",
    },
  },
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
          portRange: { from: 443, to: 443 },
        },
      ],
    },
  },
  {
    resourceType: "AWS::EC2::VPC",
    configuration: { isDefault: false, vpcId: "vpc-0a1b2c3d", cidrBlock: "10.20.0.0/16" },
    resourceId: "vpc-0a1b2c3d",
  },
  { resourceType: "AWS::EC2::Subnet", configuration: { mapPublicIpOnLaunch: false } },
  {
    resourceType: "AWS::EC2::RouteTable",
    configuration: {
      routeTableId: "rtb-0a1b2c3d",
      vpcId: "vpc-0a1b2c3d",
      routes: [{ destinationCidrBlock: "10.20.0.0/16", gatewayId: "local", state: "active" }],
      associations: [{ main: true }],
    },
  },
  {
    resourceType: "AWS::EC2::FlowLog",
    configuration: {
      deliverLogsStatus: "SUCCESS",
      resourceId: "vpc-0a1b2c3d",
      trafficType: "ALL",
      flowLogStatus: "ACTIVE",
    },
  },
  {
    resourceType: "AWS::EC2::VPCEndpoint",
    configuration: {
      policyDocument: {
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: "*",
            Resource: "*",
            Condition: { StringEquals: { "aws:ResourceOrgID": "o-example" } },
          },
        ],
      },
      vpcId: "vpc-0a1b2c3d",
      state: "available",
      serviceName: "com.amazonaws.eu-central-1.s3",
    },
  },
  {
    resourceType: "AWS::EC2::VPCPeeringConnection",
    configuration: {
      vpcPeeringConnectionId: "pcx-0a1b2c3d",
      status: { code: "active" },
      accepterVpcInfo: {
        ownerId: "444455556666",
        vpcId: "vpc-4e5f6a7b",
        peeringOptions: { allowDnsResolutionFromRemoteVpc: true },
      },
      requesterVpcInfo: { ownerId: "111122223333", vpcId: "vpc-0a1b2c3d" },
    },
  },
  {
    resourceType: "AWS::EC2::InternetGateway",
    configuration: { internetGatewayId: "igw-0a1b2c3d", attachments: [{ state: "available", vpcId: "vpc-0a1b2c3d" }] },
  },
  {
    resourceType: "AWS::EC2::NetworkInterface",
    configuration: {
      networkInterfaceId: "eni-0a1b2c3d",
      vpcId: "vpc-0a1b2c3d",
      status: "in-use",
      sourceDestCheck: true,
    },
  },
  { resourceType: "AWS::EC2::EIP", configuration: { associationId: "eipassoc-1" } },
  {
    resourceType: "AWS::EC2::TransitGateway",
    configuration: {
      Id: "tgw-0a1b2c3d",
      AutoAcceptSharedAttachments: "disable",
      DefaultRouteTableAssociation: "disable",
    },
  },
  {
    resourceType: "AWS::EC2::VPNConnection",
    configuration: {
      vpnConnectionId: "vpn-0a1b2c3d",
      state: "available",
      customerGatewayConfiguration: "<pre_shared_key>canary-vpn-77ac</pre_shared_key>",
      vgwTelemetry: [{ status: "UP" }, { status: "UP" }],
      options: { tunnelOptions: [{ ikeVersions: [{ value: "ikev2" }] }, { ikeVersions: [{ value: "ikev2" }] }] },
    },
  },
  {
    resourceType: "AWS::EC2::ClientVpnEndpoint",
    configuration: {
      ConnectionLogOptions: { Enabled: true },
      AuthenticationOptions: [{ Type: "federated-authentication" }],
    },
  },
  {
    resourceType: "AWS::NetworkFirewall::Firewall",
    configuration: {
      FirewallName: "edge",
      DeleteProtection: true,
      FirewallPolicyChangeProtection: true,
      SubnetChangeProtection: true,
      VpcId: "vpc-0a1b2c3d",
    },
  },
  {
    resourceType: "AWS::NetworkFirewall::FirewallPolicy",
    configuration: {
      FirewallPolicyName: "edge",
      FirewallPolicy: {
        StatelessDefaultActions: ["aws:forward_to_sfe"],
        StatelessFragmentDefaultActions: ["aws:drop"],
        StatefulRuleGroupReferences: [
          { ResourceArn: "arn:aws:network-firewall:eu-central-1:111122223333:stateful-rulegroup/domains" },
        ],
      },
      firewallPolicy: { statelessDefaultActions: ["aws:drop"] },
    },
  },
  {
    resourceType: "AWS::Route53Resolver::FirewallRuleGroup",
    configuration: {
      Name: "known-bad",
      RuleCount: 3,
      Status: "COMPLETE",
      FirewallRules: [{ Action: "BLOCK", Priority: 1 }],
    },
  },
  {
    resourceType: "AWS::Route53Resolver::FirewallRuleGroupAssociation",
    configuration: { Name: "known-bad-main", VpcId: "vpc-0a1b2c3d", MutationProtection: "ENABLED", Status: "COMPLETE" },
  },
  {
    resourceType: "AWS::Route53Resolver::ResolverQueryLoggingConfig",
    configuration: {
      Name: "all-queries",
      DestinationArn: "arn:aws:s3:::meridian-dns-log",
      Status: "CREATED",
      AssociationCount: 1,
    },
  },
  {
    resourceType: "AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation",
    configuration: { ResourceId: "vpc-0a1b2c3d", Status: "ACTIVE" },
  },
  {
    resourceType: "AWS::Route53::HostedZone",
    configuration: {
      Id: "Z0EXAMPLE",
      Name: "freight.example.com.",
      HostedZoneConfig: { PrivateZone: false },
      QueryLoggingConfig: {
        CloudWatchLogsLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:/route53/freight",
      },
    },
  },
];

export const GOOD_DEFAULT_NETWORK: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::EC2::VPC",
    configuration: { isDefault: true, vpcId: "vpc-0default0", cidrBlock: "172.31.0.0/16" },
    resourceId: "vpc-0default0",
  },
  {
    resourceType: "AWS::EC2::FlowLog",
    configuration: {
      deliverLogsStatus: "SUCCESS",
      resourceId: "vpc-0default0",
      trafficType: "ALL",
      flowLogStatus: "ACTIVE",
    },
  },
  {
    resourceType: "AWS::EC2::SecurityGroup",
    configuration: { groupName: "default", vpcId: "vpc-0a1b2c3d", ipPermissions: [], ipPermissionsEgress: [] },
  },
];
