import type { Clock } from "#core";
import type { Emission } from "#sdk";
import {
  type GithubSandbox,
  type GithubSandboxOptions,
  startGithubSandbox,
} from "../../../src/sandbox/github/index.ts";
import { clock, drained, openSession, type Run } from "../../../test/support/collecting.ts";
import { collect } from "../collector.ts";
import { github } from "../index.ts";

export { AT, clock } from "../../../test/support/collecting.ts";

export interface Collected extends Run {
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
  const progress: (readonly [string, Readonly<Record<string, string | number>> | undefined])[] = [];
  const { ctx, session } = await openSession(github, github.config.parse(config), {
    clock: options.clock,
    progress: (message, fields) => void progress.push([message, fields]),
  });
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
    options.onSleep?.(ms);
  };
  const run = await drained(collect(ctx, sleep));
  await session.close();
  return { ...run, violations: session.violations(), progress, slept, exchanges: [...session.exchanges()] };
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
