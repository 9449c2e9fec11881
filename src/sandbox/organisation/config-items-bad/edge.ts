import type { ItemTemplate } from "../config-items.ts";

export const BAD_API_STAGES: readonly ItemTemplate[] = [
  { resourceType: "AWS::ApiGateway::Stage", configuration: { webAclArn: "" } },
  { resourceType: "AWS::ApiGateway::Stage", configuration: { accessLogSettings: { destinationArn: "" } } },
  { resourceType: "AWS::ApiGatewayV2::Stage", configuration: { accessLogSettings: { destinationArn: "" } } },
];

export const BAD_DISTRIBUTIONS: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: {
      distributionConfig: {
        origins: { items: [{ id: "files", originAccessControlId: "", s3OriginConfig: { originAccessIdentity: "" } }] },
      },
    },
  },
  { resourceType: "AWS::CloudFront::Distribution", configuration: { distributionConfig: { webACLId: "" } } },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: { distributionConfig: { logging: { enabled: false } } },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: { distributionConfig: { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } } },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: { distributionConfig: { viewerCertificate: { minimumProtocolVersion: "TLSv1.1_2016" } } },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: {
      distributionConfig: {
        origins: {
          items: [
            {
              id: "app",
              customOriginConfig: { originProtocolPolicy: "http-only", originSslProtocols: { items: ["TLSv1.2"] } },
            },
          ],
        },
      },
    },
  },
];

export const BAD_LOAD_BALANCERS: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::ElasticLoadBalancing::LoadBalancer",
    configuration: { listenerDescriptions: [{ listener: { protocol: "HTTPS" } }, { listener: { protocol: "HTTP" } }] },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::Listener",
    configuration: {
      Protocol: "HTTP",
      DefaultActions: [
        { Type: "forward", TargetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1" },
      ],
    },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::Listener",
    configuration: { Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-2016-08" },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { type: "application" },
    supplementaryConfiguration: {
      LoadBalancerAttributes: [{ key: "routing.http.drop_invalid_header_fields.enabled", value: "false" }],
    },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { type: "application" },
    supplementaryConfiguration: { LoadBalancerAttributes: [{ key: "access_logs.s3.enabled", value: "false" }] },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { availabilityZones: [{ zoneName: "eu-west-1a" }] },
  },
];
