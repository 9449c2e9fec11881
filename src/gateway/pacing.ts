import { hostMatches } from "./hosts.ts";
import type { GatewayLimits } from "./limits.ts";
import type { Sleep } from "./timing.ts";

/** Requests of one lane (a connection and label) to one host share that host's limits for a label. */
export interface Slot {
  readonly host: string;
  readonly hostname: string;
  readonly lane: string;
}

export interface Pacer {
  /** Resolves when a request may start; the returned function MUST be called once when it has ended. */
  acquire(slot: Slot, signal: AbortSignal): Promise<() => void>;
  /** Lets nothing of this lane start for so many milliseconds: a platform asked for a pause. */
  hold(slot: Slot, ms: number): void;
}

interface Waiter {
  readonly lane: string;
  readonly start: () => void;
}

interface HostState {
  readonly concurrency: number;
  readonly perLane: number;
  readonly spacingMs: number;
  active: number;
  nextStart: number;
  readonly lanes: Map<string, number>;
  readonly heldUntil: Map<string, number>;
  readonly queue: Waiter[];
  alarm: AbortController | undefined;
}

/**
 * First come, first served within a lane; a lane that must wait does not block the others.
 * @param monotonic milliseconds of a clock that never goes back
 */
export function createPacer(limits: GatewayLimits, sleep: Sleep, monotonic: () => number): Pacer {
  const hosts = new Map<string, HostState>();

  function stateOf(slot: Slot): HostState {
    let state = hosts.get(slot.host);
    if (state === undefined) {
      const own = limits.hosts.find(({ pattern }) => hostMatches(pattern, slot.hostname));
      const perSecond = own?.requestsPerSecond ?? limits.requestsPerSecond;
      state = {
        concurrency: own?.concurrency ?? limits.concurrency,
        perLane: own?.concurrencyPerLabel ?? limits.concurrencyPerLabel,
        spacingMs: perSecond === undefined ? 0 : 1000 / perSecond,
        active: 0,
        nextStart: Number.NEGATIVE_INFINITY,
        lanes: new Map(),
        heldUntil: new Map(),
        queue: [],
        alarm: undefined,
      };
      hosts.set(slot.host, state);
    }
    return state;
  }

  function pump(state: HostState): void {
    let earliest = Number.POSITIVE_INFINITY;
    const blocked = new Set<string>();
    for (let index = 0; index < state.queue.length && state.active < state.concurrency;) {
      const waiter = state.queue[index];
      if (waiter === undefined) break;
      const now = monotonic();
      const at = Math.max(state.nextStart, state.heldUntil.get(waiter.lane) ?? 0);
      const busy = blocked.has(waiter.lane) || (state.lanes.get(waiter.lane) ?? 0) >= state.perLane;
      if (busy || at > now) {
        if (!busy) earliest = Math.min(earliest, at);
        blocked.add(waiter.lane);
        index += 1;
        continue;
      }
      state.heldUntil.delete(waiter.lane);
      state.queue.splice(index, 1);
      state.active += 1;
      state.lanes.set(waiter.lane, (state.lanes.get(waiter.lane) ?? 0) + 1);
      state.nextStart = now + state.spacingMs;
      waiter.start();
    }
    setAlarm(state, earliest);
  }

  function setAlarm(state: HostState, at: number): void {
    state.alarm?.abort();
    state.alarm = undefined;
    if (at === Number.POSITIVE_INFINITY) return;
    const alarm = new AbortController();
    state.alarm = alarm;
    sleep(Math.max(1, Math.ceil(at - monotonic())), alarm.signal).then(
      () => pump(state),
      (error: unknown) => {
        // Set again or not needed any more; any other failure of a timer would leave waiters for ever.
        if (!alarm.signal.aborted) throw error;
      },
    );
  }

  function release(state: HostState, lane: string): void {
    state.active -= 1;
    const left = (state.lanes.get(lane) ?? 1) - 1;
    if (left === 0) state.lanes.delete(lane);
    else state.lanes.set(lane, left);
    pump(state);
  }

  return {
    acquire(slot, signal) {
      const state = stateOf(slot);
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        const waiter: Waiter = {
          lane: slot.lane,
          start: () => {
            signal.removeEventListener("abort", leave);
            let held = true;
            resolve(() => {
              if (held) release(state, slot.lane);
              held = false;
            });
          },
        };
        const leave = (): void => {
          const index = state.queue.indexOf(waiter);
          if (index >= 0) state.queue.splice(index, 1);
          reject(signal.reason as Error);
          pump(state);
        };
        signal.addEventListener("abort", leave, { once: true });
        state.queue.push(waiter);
        pump(state);
      });
    },
    hold(slot, ms) {
      const state = stateOf(slot);
      const until = monotonic() + ms;
      if (until > (state.heldUntil.get(slot.lane) ?? 0)) state.heldUntil.set(slot.lane, until);
      pump(state);
    },
  };
}
