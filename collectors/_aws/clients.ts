import { AccessAnalyzerClient } from "@aws-sdk/client-accessanalyzer";
import { AccountClient } from "@aws-sdk/client-account";
import { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import type { Door } from "#sdk";
import { type AwsService, endpointOf } from "./endpoints.ts";
import { homeRegion, organizationsRegion, type Partition } from "./partitions.ts";
import { awsRequestHandler } from "./request-handler.ts";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
export type CredentialSource = () => Promise<AwsCredentials>;

export interface AwsAccess {
  readonly door: Door;
  readonly credentials: CredentialSource;
  readonly partition: Partition;
  /** Endpoint for all services, when the operator chose one. */
  readonly endpoint: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Settings that every client shares: HTTP through the door, and no retries of its own, because the gateway retries and
 * two layers multiply. Everything that the SDK would otherwise read from the process or from files is set here.
 */
export function clientSettings(access: AwsAccess, service: AwsService, region: string) {
  const endpoint = endpointOf(service, access.endpoint, access.env);
  return {
    region,
    credentials: access.credentials,
    requestHandler: awsRequestHandler(access.door.fetch),
    maxAttempts: 1,
    retryMode: "standard",
    defaultsMode: "standard",
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === undefined ? {} : { endpoint }),
  } as const;
}

export function iamClient(access: AwsAccess): IAMClient {
  return new IAMClient(clientSettings(access, "iam", homeRegion(access.partition)));
}

export function stsClient(access: AwsAccess, region?: string): STSClient {
  return new STSClient(clientSettings(access, "sts", region ?? homeRegion(access.partition)));
}

export function organizationsClient(access: AwsAccess): OrganizationsClient {
  return new OrganizationsClient(clientSettings(access, "organizations", organizationsRegion(access.partition)));
}

export function accountClient(access: AwsAccess): AccountClient {
  return new AccountClient(clientSettings(access, "account", homeRegion(access.partition)));
}

export function accessAnalyzerClient(access: AwsAccess, region: string): AccessAnalyzerClient {
  return new AccessAnalyzerClient(clientSettings(access, "access-analyzer", region));
}

export function configServiceClient(access: AwsAccess, region: string): ConfigServiceClient {
  return new ConfigServiceClient(clientSettings(access, "config", region));
}

export function identityCenterClient(access: AwsAccess, region: string): SSOAdminClient {
  return new SSOAdminClient(clientSettings(access, "sso-admin", region));
}
