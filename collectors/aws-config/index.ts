import { defineCollector } from "#sdk";
import { chosenEndpoints, type AwsService } from "../_aws/endpoints.ts";
import { metadataEndpoints } from "../_aws/metadata-credentials.ts";
import { hostsOf } from "../_aws/partitions.ts";
import { AwsConfigConfig } from "./config.ts";
import { awsConfigKinds } from "./evidence.ts";
import { awsConfigOperations } from "./operations.ts";

const SERVICES: readonly AwsService[] = ["config", "sts", "organizations", "account", "sso", "sso-oidc"];

/** AWS Config: recorders, rules and their conclusions, and the configuration of every resource that is recorded. */
export const awsConfig = defineCollector<AwsConfigConfig>({
  id: "aws-config",
  title: "AWS Config",
  platform: "aws",
  version: "1.0.0",
  config: AwsConfigConfig,
  kinds: awsConfigKinds,
  operations: awsConfigOperations,
  hosts: [
    ...["config", "sts", "organizations", "account", "portal.sso", "oidc"].flatMap(hostsOf),
    // Console sign-in profiles renew their session here.
    "*.signin.aws.amazon.com",
  ],
  endpoints: (config, env) => [
    ...chosenEndpoints(SERVICES, config.endpoint, env),
    ...(config.allowInstanceMetadata === true ? metadataEndpoints(env) : []),
  ],
  // Loaded when asked for: the vendor's SDK costs every command its start.
  preflight: async (ctx, options) => (await import("./preflight.ts")).preflight(ctx, options),
  async *collect(ctx) {
    const { collect } = await import("./collector.ts");
    yield* collect(ctx);
  },
});
