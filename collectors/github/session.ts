import type { Clock, Scope } from "#core";
import type { CollectContext } from "#sdk";
import { type GithubClient, openClient } from "./client.ts";
import { DEFAULT_PERIOD_DAYS, type GithubConfig } from "./config.ts";
import type { Sleep } from "./sleep.ts";

/** One organization: how to ask, and what is known of it so far. */
export interface OrganizationSession {
  readonly organization: string;
  readonly scope: Scope;
  readonly client: GithubClient;
  readonly config: GithubConfig;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly progress: CollectContext["progress"];
  /** First instant of the period that changes and events are read of. */
  readonly since: Date;
}

const DAY_MS = 86_400_000;

export function openSession(
  ctx: CollectContext<GithubConfig>,
  organization: string,
  sleep: Sleep,
): OrganizationSession {
  const client = openClient(ctx, organization, sleep);
  const days = ctx.config.periodDays ?? DEFAULT_PERIOD_DAYS;
  return {
    organization,
    scope: client.scope,
    client,
    config: ctx.config,
    clock: ctx.clock,
    signal: ctx.signal,
    progress: ctx.progress,
    since: new Date(Math.floor((ctx.clock.now().getTime() - days * DAY_MS) / 1000) * 1000),
  };
}
