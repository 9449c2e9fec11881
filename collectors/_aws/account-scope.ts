import type { Scope } from "#core";
import type { CollectContext, Door } from "#sdk";
import type { AwsAccountConfig } from "./account-config.ts";
import type { AwsAccess, CredentialSource } from "./clients.ts";
import type { AwsIdentity } from "./identity.ts";

export function accountScope(account: string): Scope {
  return { platform: "aws", account };
}

export function accessOf(
  ctx: CollectContext<AwsAccountConfig>,
  door: Door,
  credentials: CredentialSource,
  partition: AwsIdentity["partition"],
): AwsAccess {
  return { door, credentials, partition, endpoint: ctx.config.endpoint, env: ctx.env };
}
