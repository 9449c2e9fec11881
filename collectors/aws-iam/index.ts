import { defineCollector } from "#sdk";
import { chosenEndpoints, type AwsService } from "../_aws/endpoints.ts";
import { metadataEndpoints } from "../_aws/metadata-credentials.ts";
import { hostsOf } from "../_aws/partitions.ts";
import { AwsIamConfig } from "./config.ts";
import { awsIamKinds } from "./evidence.ts";
import { awsIamOperations } from "./operations.ts";

const SERVICES: readonly AwsService[] = [
  "iam",
  "sts",
  "organizations",
  "account",
  "access-analyzer",
  "sso-admin",
  "sso",
  "sso-oidc",
];

/** AWS IAM and the identity services around it: Organizations, Access Analyzer, Identity Center, account settings. */
export const awsIam = defineCollector<AwsIamConfig>({
  id: "aws-iam",
  title: "AWS IAM and identity services",
  platform: "aws",
  version: "1.0.0",
  config: AwsIamConfig,
  kinds: awsIamKinds,
  operations: awsIamOperations,
  hosts: [
    ...["iam", "sts", "organizations", "account", "access-analyzer", "sso", "portal.sso", "oidc"].flatMap(hostsOf),
    // Console sign-in profiles renew their session here.
    "*.signin.aws.amazon.com",
  ],
  endpoints: (config, env) => [
    ...chosenEndpoints(SERVICES, config.endpoint, env),
    ...(config.allowInstanceMetadata === true ? metadataEndpoints(env) : []),
  ],
  // Keys and tokens come from the credential chain. An external id stands in the trust policies that are collected.
  secretSettings: [],
  // Loaded when asked for: the vendor's SDK costs every command its start.
  preflight: async (ctx, options) => (await import("./preflight.ts")).preflight(ctx, options),
  async *collect(ctx) {
    const { collect } = await import("./collector.ts");
    yield* collect(ctx);
  },
});
