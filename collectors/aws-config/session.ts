import type { AccountClient } from "@aws-sdk/client-account";
import type { ConfigServiceClient } from "@aws-sdk/client-config-service";
import { scopeKey, type Scope } from "#core";
import type { CollectContext } from "#sdk";
import { accessOf, accountScope } from "../_aws/account-scope.ts";
import { accountClient, configServiceClient } from "../_aws/clients.ts";
import type { AwsIdentity } from "../_aws/identity.ts";
import { homeRegion } from "../_aws/partitions.ts";
import type { SignedIn } from "../_aws/sign-in.ts";
import type { AwsConfigConfig } from "./config.ts";

export type Context = CollectContext<AwsConfigConfig>;

/** One account that was entered: who we are there and how to ask. */
export interface AccountSession {
  readonly scope: Scope;
  readonly identity: AwsIdentity;
  readonly config: AwsConfigConfig;
  readonly account: AccountClient;
  readonly signal: AbortSignal;
  readonly progress: CollectContext["progress"];
  /** Region that is asked when nothing better is known: the configured one, else the partition's own. */
  readonly firstRegion: string;
  /** AWS Config in a region of this account. */
  regional(region: string): ConfigServiceClient;
}

/**
 * @param about account that the exchanges are evidence of, when it is another than the one signed in to: an aggregator
 * is asked with the base account's credentials about a member account
 */
export function openSession(ctx: Context, { identity, credentials }: SignedIn, about?: Scope): AccountSession {
  const scope = accountScope(identity.account);
  const access = accessOf(ctx, ctx.door.labelled(scopeKey(about ?? scope)), credentials, identity.partition);
  const clients = new Map<string, ConfigServiceClient>();
  return {
    scope,
    identity,
    config: ctx.config,
    account: accountClient(access),
    signal: ctx.signal,
    progress: ctx.progress,
    firstRegion: ctx.config.region ?? homeRegion(identity.partition),
    regional: (region) => {
      const client = clients.get(region) ?? configServiceClient(access, region);
      clients.set(region, client);
      return client;
    },
  };
}
