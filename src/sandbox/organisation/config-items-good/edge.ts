import type { ItemTemplate } from "../config-items.ts";

export const GOOD_EDGE: readonly ItemTemplate[] = [
  {
    resourceType: "AWS::ElasticLoadBalancingV2::LoadBalancer",
    configuration: { type: "application", availabilityZones: [{ zoneName: "eu-west-1a" }, { zoneName: "eu-west-1b" }] },
    supplementaryConfiguration: {
      LoadBalancerAttributes: [
        { key: "routing.http.drop_invalid_header_fields.enabled", value: "true" },
        { key: "access_logs.s3.enabled", value: "true" },
      ],
    },
  },
  {
    resourceType: "AWS::ElasticLoadBalancingV2::Listener",
    configuration: { Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
  },
  {
    resourceType: "AWS::ElasticLoadBalancing::LoadBalancer",
    configuration: { listenerDescriptions: [{ listener: { protocol: "HTTPS" } }] },
  },
  {
    resourceType: "AWS::CloudFront::Distribution",
    configuration: {
      distributionConfig: {
        origins: {
          items: [
            {
              id: "app",
              customHeaders: { items: [{ headerName: "X-Origin-Key", headerValue: "canary-origin-5b61" }] },
              originAccessControlId: "E2EXAMPLE",
              s3OriginConfig: { originAccessIdentity: "" },
              customOriginConfig: { originProtocolPolicy: "https-only", originSslProtocols: { items: ["TLSv1.2"] } },
            },
          ],
        },
        webACLId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/1",
        logging: { enabled: true },
        defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
        cacheBehaviors: { quantity: 0 },
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021", cloudFrontDefaultCertificate: false },
      },
    },
  },
  {
    resourceType: "AWS::ApiGateway::RestApi",
    configuration: {
      name: "tracking",
      endpointConfiguration: { types: ["REGIONAL"] },
      disableExecuteApiEndpoint: true,
    },
  },
  {
    resourceType: "AWS::ApiGateway::Stage",
    configuration: {
      stageName: "live",
      variables: { backendKey: "canary-stage-0a7e" },
      webAclArn: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/web/1",
      accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api" },
    },
  },
  {
    resourceType: "AWS::ApiGatewayV2::Stage",
    configuration: { accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api" } },
  },
  {
    resourceType: "AWS::WAFv2::WebACL",
    configuration: {
      Name: "portal",
      DefaultAction: { Allow: {} },
      Rules: [{ Name: "common", Priority: 1 }],
      LoggingConfiguration: { LogDestinationConfigs: ["arn:aws:s3:::aws-waf-logs-meridian"] },
    },
  },
];
