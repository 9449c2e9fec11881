import { setTimeout as delay } from "node:timers/promises";

/** Waits, or rejects with the reason of the signal. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

export const realSleep: Sleep = async (ms, signal) => {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
};

export interface Timer {
  readonly sleep: Sleep;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
}

/**
 * A timer whose clock has moved on by at least the time slept, even when `sleep` is a test's and returns at once, or wakes
 * a little early. Without that, whoever waits for an instant would ask again and again.
 */
export function createTimer(sleep: Sleep, source: () => number): Timer {
  let ahead = 0;
  const monotonic = (): number => source() + ahead;
  return {
    monotonic,
    async sleep(ms, signal) {
      const until = monotonic() + ms;
      await sleep(ms, signal);
      ahead = Math.max(ahead, until - source());
    },
  };
}

export interface LinkedAbort {
  readonly signal: AbortSignal;
  /** True when the time ran out, and not one of the sources. */
  timedOut(): boolean;
  dispose(): void;
}

/**
 * A signal that follows others and, optionally, a time. Unlike `AbortSignal.any` it leaves nothing behind on a long-lived
 * source once disposed: a session makes tens of thousands of requests.
 */
export function linkAbort(sources: readonly (AbortSignal | undefined)[], timeoutMs?: number): LinkedAbort {
  const controller = new AbortController();
  let timedOut = false;
  const undo: (() => void)[] = [];
  for (const source of sources) {
    if (source === undefined) continue;
    if (source.aborted) {
      controller.abort(source.reason);
      continue;
    }
    const follow = (): void => controller.abort(source.reason);
    source.addEventListener("abort", follow, { once: true });
    undo.push(() => source.removeEventListener("abort", follow));
  }
  if (timeoutMs !== undefined) {
    const timer = setTimeout(() => {
      timedOut = !controller.signal.aborted;
      controller.abort(new DOMException("The attempt took too long.", "TimeoutError"));
    }, timeoutMs);
    undo.push(() => clearTimeout(timer));
  }
  return {
    signal: controller.signal,
    timedOut: () => timedOut,
    dispose: () => {
      for (const step of undo) step();
    },
  };
}
