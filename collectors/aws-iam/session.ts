import type { AccountClient } from "@aws-sdk/client-account";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import { scopeKey, type Clock, type Scope } from "#core";
import type { CollectContext } from "#sdk";
import {
  accountClient,
  type AwsAccess,
  type CredentialSource,
  iamClient,
  organizationsClient,
} from "../_aws/clients.ts";
import { accessOf, accountScope } from "../_aws/account-scope.ts";
import type { AwsIdentity } from "../_aws/identity.ts";
import type { Sleep } from "../_aws/sleep.ts";
import type { AwsIamConfig } from "./config.ts";

/** One account that was entered: who we are there and how to ask. */
export interface AccountSession {
  readonly scope: Scope;
  readonly identity: AwsIdentity;
  readonly config: AwsIamConfig;
  readonly iam: IAMClient;
  readonly account: AccountClient;
  readonly organizations: OrganizationsClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly sleep: Sleep;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress: CollectContext["progress"];
  /** The account in one region, with a door of its own so that evidence names only its own exchanges. */
  regional(region: string): { readonly scope: Scope; readonly access: AwsAccess };
}

export interface SessionParts {
  readonly ctx: CollectContext<AwsIamConfig>;
  readonly identity: AwsIdentity;
  readonly credentials: CredentialSource;
  readonly sleep: Sleep;
}

export function openSession({ ctx, identity, credentials, sleep }: SessionParts): AccountSession {
  const scope = accountScope(identity.account);
  const access = accessOf(ctx, ctx.door.labelled(scopeKey(scope)), credentials, identity.partition);
  return {
    scope,
    identity,
    config: ctx.config,
    iam: iamClient(access),
    account: accountClient(access),
    organizations: organizationsClient(access),
    clock: ctx.clock,
    signal: ctx.signal,
    sleep,
    env: ctx.env,
    progress: ctx.progress,
    regional: (region) => {
      const regionScope = { ...scope, region };
      return { scope: regionScope, access: { ...access, door: ctx.door.labelled(scopeKey(regionScope)) } };
    },
  };
}
