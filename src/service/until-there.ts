import { isExhibitError, pause, type ExhibitError } from "../core/index.ts";
import type { Log } from "./log.ts";
import type { Plan, ServedInstallation } from "./ports.ts";
import type { ReadinessBoard } from "./readiness.ts";

const AGAIN_MS = 3_000;

export interface Waiting {
  readonly what: "database" | "queue";
  /** Whether this is only a server that may still come up. */
  readonly canWait: (error: ExhibitError) => boolean;
  readonly board: ReadinessBoard;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Opens what a service needs, again and again while its server is away, and says so. Undefined when told to end meanwhile. */
export async function untilThere<T>(waiting: Waiting, open: () => Promise<T>): Promise<T | undefined> {
  const { what, canWait, board, log, signal } = waiting;
  let told = "";
  while (!signal.aborted) {
    try {
      return await open();
    } catch (error) {
      if (!isExhibitError(error) || !canWait(error)) throw error;
      const part = error.code === "STORE_VERSION" ? "migrations" : what;
      board.set(what, { ok: part === "migrations" });
      board.set(part, { ok: false, detail: error.message });
      if (told !== error.message) log.warn({ error }, `waiting for the ${what}`);
      told = error.message;
      await pause(AGAIN_MS, signal);
    }
  }
  return undefined;
}

/** A server may come up after us, and a worker may be there before the `serve` that migrates. */
export function canWaitForDatabase(role: "serve" | "worker"): Waiting["canWait"] {
  return ({ code }) => code === "STORE_UNREACHABLE" || (code === "STORE_VERSION" && role === "worker");
}

/** An embedded database that cannot hold the queue now will not be able to later. */
export function canWaitForQueue({ mode }: ServedInstallation, plan: Plan): Waiting["canWait"] {
  const ofServer = mode === "server" || plan.loaded.settings.queue.redisUrl !== undefined;
  return ({ code }) => ofServer && (code === "QUEUE_UNREACHABLE" || code === "STORE_UNREACHABLE");
}
