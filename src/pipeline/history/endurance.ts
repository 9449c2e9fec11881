import type { Instant, OutcomeCounts } from "../../core/index.ts";

export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** What one run saw of one check through one connection. */
export interface Observation {
  readonly at: Instant;
  readonly counts: OutcomeCounts;
}

/** Resource-days of a period by what is known of them. */
export interface ResourceDays {
  readonly passing: number;
  readonly failing: number;
  /** Undetermined, or in a gap of coverage, as many resources as were last seen. */
  readonly unseen: number;
}

/** Endurance: which share of the resource-days held; the interval is as wide as what was not seen. Null without resources. */
export interface Endurance extends ResourceDays {
  readonly assured: number | null;
  readonly possible: number | null;
}

const DAY_MS = 86_400_000;
export const NO_DAYS: ResourceDays = { passing: 0, failing: 0, unseen: 0 };

/**
 * Resource-days of one check and connection (scoring.md, "Endurance"). An observation speaks until the next one, at most
 * for `holdMs`; after that, and before the first, the time is unseen. `observations` are in order of time; the last one
 * before the period speaks into it.
 */
export function resourceDays(observations: readonly Observation[], period: Period, holdMs: number): ResourceDays {
  const from = Date.parse(period.from);
  const to = Date.parse(period.to);
  let days = NO_DAYS;
  const [first] = observations;
  if (first === undefined) return days;
  days = add(days, unseenDays(first, Math.min(Date.parse(first.at), to) - from));
  for (const [index, observation] of observations.entries()) {
    const at = Date.parse(observation.at);
    const next = observations[index + 1];
    const end = Math.min(next === undefined ? to : Date.parse(next.at), to);
    const heldUntil = Math.min(at + holdMs, end);
    const { pass, fail, undetermined } = observation.counts;
    const held = daysBetween(Math.max(at, from), heldUntil);
    days = add(days, { passing: pass * held, failing: fail * held, unseen: undetermined * held });
    days = add(days, unseenDays(observation, end - Math.max(heldUntil, from)));
  }
  return days;
}

export function endurance(days: ResourceDays): Endurance {
  const total = days.passing + days.failing + days.unseen;
  return total === 0
    ? { ...days, assured: null, possible: null }
    : { ...days, assured: days.passing / total, possible: (days.passing + days.unseen) / total };
}

export function add(a: ResourceDays, b: ResourceDays): ResourceDays {
  return { passing: a.passing + b.passing, failing: a.failing + b.failing, unseen: a.unseen + b.unseen };
}

function unseenDays({ counts }: Observation, ms: number): ResourceDays {
  const resources = counts.pass + counts.fail + counts.undetermined;
  return { ...NO_DAYS, unseen: resources * Math.max(0, ms / DAY_MS) };
}

function daysBetween(from: number, to: number): number {
  return Math.max(0, to - from) / DAY_MS;
}
