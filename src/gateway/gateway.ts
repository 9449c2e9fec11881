import type { Clock } from "../core/clock.ts";
import { DEFAULT_LIMITS, type GatewayLimits } from "./limits.ts";
import { createPacer } from "./pacing.ts";
import { openSession, type Session, type SessionOptions } from "./session.ts";
import { createTimer, realSleep, type Sleep } from "./timing.ts";

export interface GatewayOptions {
  readonly clock: Clock;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly sleep?: Sleep;
  /** Milliseconds of a clock that never goes back, for budgets and pace. */
  readonly monotonic?: () => number;
  /** What reaches the network; by default the global `fetch`, looked up at each call. */
  readonly network?: typeof globalThis.fetch;
  /** Overrides of {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<GatewayLimits>;
  /** Written into archives: `exhibit/0.1.0`. */
  readonly software?: string;
}

/** One per process: pace and concurrency of a host hold over all its sessions. */
export interface Gateway {
  /**
   * @throws ExhibitError CONFIG_INVALID (recipient), DATA_DIR_UNWRITABLE or DISK_FULL (archive directory),
   * GATEWAY_ARCHIVE_INVALID (replay)
   */
  openSession(options: SessionOptions): Promise<Session>;
}

export function createGateway(options: GatewayOptions): Gateway {
  const limits: GatewayLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const timer = createTimer(options.sleep ?? realSleep, options.monotonic ?? (() => performance.now()));
  const dependencies = {
    network: options.network ?? ((...args: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...args)),
    clock: options.clock,
    random: options.random,
    software: options.software ?? "exhibit",
    ...timer,
    limits,
    pacer: createPacer(limits, timer.sleep, timer.monotonic),
  };
  return { openSession: (session) => openSession(session, dependencies) };
}
