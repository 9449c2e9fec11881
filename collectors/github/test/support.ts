import { type Clock, fixedClock } from "#core";
import type { Emission } from "#sdk";
import { createGateway } from "../../../src/gateway/index.ts";
import {
  type GithubSandbox,
  type GithubSandboxOptions,
  startGithubSandbox,
} from "../../../src/sandbox/github/index.ts";
import { collect } from "../collector.ts";
import { github } from "../index.ts";

export const AT = "2026-11-20T12:00:00.000Z";
export const clock: Clock = fixedClock(AT);

export interface Collected {
  readonly emissions: readonly Emission[];
  readonly thrown: unknown;
  readonly violations: readonly Error[];
  readonly progress: readonly (readonly [string, Readonly<Record<string, string | number>> | undefined])[];
  /** Pauses that the collector asked for, in milliseconds. */
  readonly slept: readonly number[];
  readonly exchanges: readonly unknown[];
}

export type Who = "app" | "owner" | "member";

export function configFor(sandbox: GithubSandbox, who: Who, more: Readonly<Record<string, unknown>> = {}): unknown {
  const auth = who === "app" ? { type: "app", ...sandbox.app } : { type: "token", token: sandbox.tokens[who] };
  return { organizations: [sandbox.organisation.login], baseUrl: sandbox.url, auth, ...more };
}

/** Runs the collector through the real gateway; waits take no time and are counted. */
export async function collectFrom(
  config: unknown,
  options: { readonly clock?: Clock; readonly onSleep?: (ms: number) => void } = {},
): Promise<Collected> {
  const at = options.clock ?? clock;
  const gateway = createGateway({
    clock: at,
    random: () => 0.5,
    sleep: async (_ms, signal) => signal.throwIfAborted(),
  });
  const { signal } = new AbortController();
  const parsed = github.config.parse(config);
  const session = await gateway.openSession({
    collector: github,
    endpoints: github.endpoints(parsed, {}),
    connection: "test",
    signal,
  });
  const emissions: Emission[] = [];
  const progress: (readonly [string, Readonly<Record<string, string | number>> | undefined])[] = [];
  const slept: number[] = [];
  let thrown: unknown;
  try {
    const ctx = {
      config: parsed,
      door: session.door,
      clock: at,
      signal,
      env: {},
      progress: (message: string, fields?: Readonly<Record<string, string | number>>) =>
        void progress.push([message, fields]),
    };
    const sleep = async (ms: number): Promise<void> => {
      slept.push(ms);
      options.onSleep?.(ms);
    };
    for await (const emission of collect(ctx, sleep)) emissions.push(emission);
  } catch (error) {
    thrown = error;
  }
  await session.close();
  return { emissions, thrown, violations: session.violations(), progress, slept, exchanges: [...session.exchanges()] };
}

export async function withSandbox<T>(
  options: GithubSandboxOptions,
  use: (sandbox: GithubSandbox) => Promise<T>,
): Promise<T> {
  const sandbox = await startGithubSandbox({ clock, ...options });
  try {
    return await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

/** Emissions of a kind, by type. */
export function of(collected: Collected, kind: string) {
  const mine = collected.emissions.filter(
    (emission): emission is Extract<Emission, { kind: unknown }> => "kind" in emission && emission.kind.id === kind,
  );
  return {
    records: mine.flatMap(
      (emission) => (emission.type === "record" ? [emission.record as Record<string, any>] : []), // oxlint-disable-line typescript/no-explicit-any -- tests look into records
    ),
    gaps: mine.filter((emission) => emission.type === "gap"),
    population: mine.find((emission) => emission.type === "population"),
  };
}
