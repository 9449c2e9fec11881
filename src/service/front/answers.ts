import type { Readiness } from "../readiness.ts";

export interface Answers {
  health(): { readonly status: number; readonly value: unknown };
  readiness(): Promise<{ readonly status: number; readonly value: unknown }>;
  metrics(): Promise<{ readonly status: number; readonly body: string }>;
}

export interface AnswerSources {
  /** Milliseconds since the service was last heard of. */
  readonly silentMs: () => number;
  /** Resolve when the service answers, which may be late while it computes. */
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: () => Promise<string>;
}

/** Above what the longest step of a run takes in one go; a service that is silent for longer is stuck. */
const STUCK_MS = 120_000;
/** A last answer may stand in for a fresh one this long. */
const LAST_HOLDS_MS = 30_000;
const READINESS_WITHIN_MS = 250;
const METRICS_WITHIN_MS = 3_000;

/**
 * What the front says. It waits a moment for the service, and then says what it knew last: a service at work is no less
 * alive or ready for it. How old that is, is part of the answer.
 */
export function createAnswers({ silentMs, readiness, metrics }: AnswerSources): Answers {
  const lastReadiness = remembering(readiness);
  const lastMetrics = remembering(metrics);
  return {
    health() {
      const ms = Math.round(silentMs());
      return ms > STUCK_MS
        ? { status: 503, value: { status: "stuck", silentMs: ms } }
        : { status: 200, value: { status: "ok", silentMs: ms } };
    },
    async readiness() {
      const known = await lastReadiness(READINESS_WITHIN_MS);
      if (known === undefined) return { status: 503, value: { ready: false, state: "busy" } };
      const { value, ageMs } = known;
      return { status: value.ready ? 200 : 503, value: { ...value, ageMs } };
    },
    async metrics() {
      const known = await lastMetrics(METRICS_WITHIN_MS);
      return known === undefined ? { status: 503, body: "" } : { status: 200, body: known.value };
    },
  };
}

/** Asks once at a time; gives the answer, or after a while the one before, or undefined when that is too old. */
function remembering<T>(
  ask: () => Promise<T>,
): (withinMs: number) => Promise<{ readonly value: T; readonly ageMs: number } | undefined> {
  let last: { readonly value: T; readonly at: number } | undefined;
  let asking: Promise<void> | undefined;
  return async (withinMs) => {
    asking ??= ask().then((value) => {
      last = { value, at: performance.now() };
      asking = undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([asking, patience]);
    clearTimeout(timer);
    if (last === undefined) return undefined;
    const ageMs = Math.round(performance.now() - last.at);
    return ageMs > LAST_HOLDS_MS ? undefined : { value: last.value, ageMs };
  };
}
