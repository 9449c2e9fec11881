import { type Clock, scopeKey, type Scope } from "#core";
import type { CollectContext, Door } from "#sdk";
import { type GoogleClients, googleClients } from "./clients.ts";
import { DEFAULT_SELECTORS, type GoogleWorkspaceConfig } from "./config.ts";
import { dnsOverHttps, type Resolver, resolverUrl } from "./dns.ts";
import type { Problem } from "./errors.ts";
import { googleWorkspaceOperations } from "./operations.ts";
import type { TokenSource } from "./token.ts";

/** The tenant that was reached: who we are there and how to ask. */
export interface TenantSession extends GoogleClients {
  readonly scope: Scope;
  /** Id of the tenant, `C03az79cb`. */
  readonly customer: string;
  readonly config: GoogleWorkspaceConfig;
  readonly dns: Resolver;
  readonly selectors: readonly string[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: CollectContext["progress"];
  /** Why this operation cannot be asked: the delegation lacks its scope. Saves a call that is known to be refused. */
  lacking(operation: string): Problem | undefined;
}

export const PLATFORM = "google-workspace";

export interface SessionParts {
  readonly ctx: CollectContext<GoogleWorkspaceConfig>;
  readonly customer: string;
  readonly tokens: TokenSource;
  readonly resolver?: Resolver | undefined;
}

const SCOPE_OF = new Map(
  googleWorkspaceOperations.flatMap(({ id, permission }) =>
    permission === null ? [] : [[id, permission.value] as const],
  ),
);

export function openSession({ ctx, customer, tokens, resolver }: SessionParts): TenantSession {
  const scope: Scope = { platform: PLATFORM, account: customer };
  const door = ctx.door.labelled(scopeKey(scope));
  const { config } = ctx;
  return {
    ...googleClients(door, tokens.token, config.endpoint),
    scope,
    customer,
    config,
    dns: resolver ?? dnsOverHttps(door, resolverUrl(config), ctx.signal),
    selectors: [...new Set([...DEFAULT_SELECTORS, ...(config.dns?.selectors ?? [])])],
    clock: ctx.clock,
    signal: ctx.signal,
    progress: ctx.progress,
    lacking(operation) {
      const needed = SCOPE_OF.get(operation);
      if (needed === undefined || tokens.granted.has(needed)) return undefined;
      return { reason: "denied", detail: `the delegation does not cover ${needed}`, name: "ScopeNotDelegated" };
    },
  };
}

export function anonymousClients(door: Door, tokens: TokenSource, config: GoogleWorkspaceConfig): GoogleClients {
  return googleClients(door, tokens.token, config.endpoint);
}
