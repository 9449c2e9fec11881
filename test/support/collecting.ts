import { type Clock, fixedClock, scopeKey } from "#core";
import type { Collector, CollectContext, Emission } from "#sdk";
import { createGateway, type GatewayLimits, type Session } from "../../src/gateway/index.ts";

/** When the tests of collectors collect. */
export const AT = "2026-11-20T12:00:00.000Z";
export const clock: Clock = fixedClock(AT);

export interface OpenOptions {
  readonly clock?: Clock | undefined;
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<GatewayLimits>;
  readonly progress?: CollectContext["progress"];
}

export interface Opened<C> {
  readonly ctx: CollectContext<C>;
  readonly session: Session;
}

/** What a collector collects with, behind the real gateway; waits of the gateway take no time. */
export async function openSession<C>(collector: Collector<C>, config: C, options: OpenOptions): Promise<Opened<C>> {
  const { clock: at = clock, env = {}, limits, progress = () => undefined } = options;
  const gateway = createGateway({
    clock: at,
    random: () => 0.5,
    sleep: async (_ms, signal) => signal.throwIfAborted(),
    ...(limits === undefined ? {} : { limits }),
  });
  const { signal } = new AbortController();
  const endpoints = collector.endpoints(config, env);
  const session = await gateway.openSession({ collector, endpoints, connection: "test", signal });
  const ctx = { config: collector.config.parse(config), door: session.door, clock: at, signal, env, progress };
  return { ctx, session };
}

export interface Run {
  readonly emissions: readonly Emission[];
  /** What the collector threw at the end; undefined when it ended well. */
  readonly thrown: unknown;
}

/** All that a collector emits. `each` sees every emission, which is then not kept. */
export async function drained(source: AsyncIterable<Emission>, each?: (emission: Emission) => void): Promise<Run> {
  const emissions: Emission[] = [];
  let thrown: unknown;
  try {
    for await (const emission of source) {
      if (each === undefined) emissions.push(emission);
      else each(emission);
    }
  } catch (error) {
    thrown = error;
  }
  return { emissions, thrown };
}

/** Emissions of a kind, and of a scope (`aws/111122223333`), by type. */
export function emissionsOf({ emissions }: Pick<Run, "emissions">, kind: string, scope?: string) {
  const mine = emissions.filter(
    (emission): emission is Extract<Emission, { kind: unknown }> =>
      "kind" in emission && emission.kind.id === kind && (scope === undefined || scopeKey(emission.scope) === scope),
  );
  return {
    records: mine.flatMap((emission) =>
      emission.type === "record" ? [emission.record as Record<string, unknown>] : [],
    ),
    gaps: mine.filter((emission) => emission.type === "gap"),
    populations: mine.filter((emission) => emission.type === "population"),
  };
}
