import type { Instant, WatchStretch } from "../../core/index.ts";
import type { Period } from "./endurance.ts";

/** One attempt to collect through a connection. */
export interface Attempt {
  readonly runId: string;
  readonly at: Instant;
  /** Nothing was sealed, or nothing seen in what was, and this is why. */
  readonly error?: string;
}

/**
 * When a connection was watched: a collection speaks for `holdMs`, or until the next one. What lies between is a gap, with
 * the error of the attempt in it, if there was one. `attempts` are in order of time.
 */
export function coverage(
  connection: string,
  attempts: readonly Attempt[],
  period: Period,
  holdMs: number,
): readonly WatchStretch[] {
  const stretches: WatchStretch[] = [];
  const from = Date.parse(period.from);
  const to = Date.parse(period.to);
  const push = (start: number, end: number, watched: boolean, reason?: string): void => {
    const begin = Math.max(start, from);
    const finish = Math.min(end, to);
    if (finish <= begin) return;
    const last = stretches.at(-1);
    if (last?.watched === watched && last.reason === reason && Date.parse(last.to) === begin) {
      stretches[stretches.length - 1] = { ...last, to: new Date(finish).toISOString() };
      return;
    }
    stretches.push({
      connection,
      from: new Date(begin).toISOString(),
      to: new Date(finish).toISOString(),
      watched,
      ...(reason === undefined ? {} : { reason }),
    });
  };
  let cursor = from;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let reason = "no run was made";
  for (const attempt of [...attempts, { runId: "", at: period.to } satisfies Attempt]) {
    const at = Math.min(Date.parse(attempt.at), to);
    push(cursor, Math.min(heldUntil, at), true);
    push(Math.max(cursor, heldUntil), at, false, reason);
    cursor = Math.max(cursor, at);
    if (attempt.error === undefined) {
      heldUntil = Date.parse(attempt.at) + holdMs;
      reason = "no run was made";
    } else {
      reason = attempt.error;
    }
  }
  return stretches;
}
