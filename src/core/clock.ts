/** Time comes in through this port; `src/core` and pure modules never read a clock of their own. */
export interface Clock {
  /** The current instant. */
  now(): Date;
}

/** An instant as ISO 8601 UTC with milliseconds, `2026-11-22T05:31:00.000Z`. */
export type Instant = string;

export function instant(date: Date): Instant {
  return date.toISOString();
}

/** A clock that stands still, for replays and tests. */
export function fixedClock(at: Instant): Clock {
  return { now: () => new Date(at) };
}

const DAY_MS = 86_400_000;

/** Days from `earlier` to `later`, fractional, negative when the order is reversed. */
export function daysBetween(earlier: Instant, later: Instant): number {
  return (Date.parse(later) - Date.parse(earlier)) / DAY_MS;
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration of days, hours, minutes, seconds (`P14D`, `PT12H`); undefined when malformed. */
export function durationMs(iso: string): number | undefined {
  const match = DURATION.exec(iso);
  if (match === null || iso === "P" || iso.endsWith("T")) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}
