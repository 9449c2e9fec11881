import { type Clock, fixedClock } from "#core";
import type { CollectContext, Emission } from "#sdk";
import { createGateway, type Session } from "../../../src/gateway/index.ts";
import {
  type GoogleSandbox,
  type GoogleSandboxOptions,
  startGoogleSandbox,
} from "../../../src/sandbox/google/index.ts";
import { collect } from "../collector.ts";
import type { GoogleWorkspaceConfig } from "../config.ts";
import type { Resolver } from "../dns.ts";
import { googleWorkspace } from "../index.ts";

export const AT = "2026-11-20T12:00:00.000Z";
export const clock: Clock = fixedClock(AT);

export function configOf(sandbox: GoogleSandbox, more: Partial<GoogleWorkspaceConfig> = {}): GoogleWorkspaceConfig {
  return {
    endpoint: sandbox.url,
    subject: sandbox.subject,
    credentials: sandbox.credentials,
    customer: sandbox.tenant.customer.id,
    ...more,
  };
}

export interface Opened {
  readonly ctx: CollectContext<GoogleWorkspaceConfig>;
  readonly session: Session;
}

export async function open(
  config: GoogleWorkspaceConfig,
  options: { readonly clock?: Clock; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Opened> {
  const at = options.clock ?? clock;
  const env = options.env ?? {};
  const gateway = createGateway({
    clock: at,
    random: () => 0.5,
    sleep: async (_ms, signal) => signal.throwIfAborted(),
    limits: { throttleAttempts: 3, transientAttempts: 3 },
  });
  const { signal } = new AbortController();
  const session = await gateway.openSession({
    collector: googleWorkspace,
    endpoints: googleWorkspace.endpoints(config, env),
    connection: "test",
    signal,
  });
  const ctx = {
    config: googleWorkspace.config.parse(config),
    door: session.door,
    clock: at,
    signal,
    env,
    progress: () => undefined,
  };
  return { ctx, session };
}

export interface Collected {
  readonly emissions: readonly Emission[];
  readonly thrown: unknown;
  readonly violations: readonly Error[];
}

/** Runs the collector through the real gateway; waits take no time. */
export async function collectFrom(
  config: GoogleWorkspaceConfig,
  options: {
    readonly clock?: Clock;
    readonly env?: Readonly<Record<string, string>>;
    readonly resolver?: Resolver;
  } = {},
): Promise<Collected> {
  const { ctx, session } = await open(config, options);
  const emissions: Emission[] = [];
  let thrown: unknown;
  try {
    for await (const emission of collect(ctx, options.resolver)) emissions.push(emission);
  } catch (error) {
    thrown = error;
  }
  await session.close();
  return { emissions, thrown, violations: session.violations() };
}

export async function withSandbox<T>(
  options: GoogleSandboxOptions,
  use: (sandbox: GoogleSandbox) => Promise<T>,
): Promise<T> {
  const sandbox = await startGoogleSandbox({ clock, ...options });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** Emissions of a kind (`user`), by type. */
export function of({ emissions }: Collected, kind: string) {
  const mine = emissions.filter(
    (emission): emission is Extract<Emission, { kind: unknown }> =>
      "kind" in emission && emission.kind.id === `google-workspace.${kind}`,
  );
  return {
    records: mine.flatMap((emission) =>
      emission.type === "record" ? [emission.record as Record<string, unknown>] : [],
    ),
    gaps: mine.filter((emission) => emission.type === "gap"),
    populations: mine.filter((emission) => emission.type === "population"),
  };
}
