import type { Instant, OutcomeCounts } from "../../core/index.ts";

export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** What one run saw of one scope under one check. */
export interface Observation {
  readonly at: Instant;
  readonly counts: OutcomeCounts;
  /** `*` is undetermined: how many resources were not seen, the counts do not say. */
  readonly blind?: boolean;
}

/** Resource-days of a period by what is known of them. */
export interface ResourceDays {
  readonly passing: number;
  readonly failing: number;
  /** Undetermined, or in a gap of coverage, or where nobody may look: as many resources as were last seen. */
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
 * Resource-days of one scope under one check (scoring.md, "Endurance"). An observation speaks until the next one, at most
 * for `holdMs`; after that, and before the first, the time is unseen. A blind one leaves unseen what was last seen there
 * and it did not see: whoever loses a permission has as many resources as before. `observations` are in order of time; the
 * last one before the period speaks into it.
 */
export function resourceDays(observations: readonly Observation[], period: Period, holdMs: number): ResourceDays {
  const meter = new ResourceMeter(period, holdMs);
  for (const observation of observations) meter.observe(observation);
  return meter.days();
}

/** {@link resourceDays}, observation after observation: it holds the newest one and sums. */
export class ResourceMeter {
  readonly #to: number;
  readonly #holdMs: number;
  /** Time before this does not count. */
  #start: number;
  #days = NO_DAYS;
  #last: Observed | undefined;
  /** Resources, as last seen; undefined until somebody saw how many there are. */
  #size: number | undefined;
  /** Time of blind observations before that, by what they knew: their size is the first that is seen. */
  readonly #unsized = new Map<string, Unsized>();

  constructor(period: Period, holdMs: number) {
    this.#start = Date.parse(period.from);
    this.#to = Date.parse(period.to);
    this.#holdMs = holdMs;
  }

  /** Resources as far as is known. */
  get size(): number {
    return this.#size ?? this.#last?.least ?? 0;
  }

  get isUnsized(): boolean {
    return this.#size === undefined;
  }

  observe({ at, counts, blind = false }: Observation): void {
    const now = Date.parse(at);
    const { pass, fail, undetermined } = counts;
    const least = pass + fail + undetermined;
    const isFirst = this.#last === undefined;
    this.#tell(now);
    if (!blind) this.#size = undefined;
    if (!blind || this.#size !== undefined) this.expect(least);
    this.#last = { at: now, pass, fail, least };
    if (isFirst) this.#unseen({ seen: 0, least, held: 0, beyond: daysBetween(this.#start, Math.min(now, this.#to)) });
  }

  /** There are at least so many resources. */
  expect(size: number): void {
    this.#size = Math.max(this.#size ?? 0, size);
    for (const time of this.#unsized.values()) this.#unseen(time);
    this.#unsized.clear();
  }

  /** From then on another meter counts. */
  rest(at: number): void {
    this.#tell(at);
    this.#start = Number.POSITIVE_INFINITY;
  }

  resume(at: number): void {
    this.#start = at;
  }

  /** All resource-days of the period; ends the measurement. */
  days(): ResourceDays {
    this.#tell(this.#to);
    if (this.#unsized.size > 0) this.expect(Math.max(...[...this.#unsized.values()].map(({ least }) => least)));
    this.#last = undefined;
    return this.#days;
  }

  /** Counts what the newest observation says of the time up to `until`. */
  #tell(until: number): void {
    if (this.#last === undefined) return;
    const { at, pass, fail, least } = this.#last;
    const end = Math.min(until, this.#to);
    const heldUntil = Math.min(at + this.#holdMs, end);
    const held = daysBetween(Math.max(at, this.#start), heldUntil);
    this.#days = add(this.#days, { ...NO_DAYS, passing: pass * held, failing: fail * held });
    this.#unseen({ seen: pass + fail, least, held, beyond: daysBetween(Math.max(heldUntil, this.#start), end) });
  }

  #unseen(time: Unsized): void {
    const { seen, least, held, beyond } = time;
    if (this.#size === undefined) {
      const key = `${seen} ${least}`;
      const known = this.#unsized.get(key);
      this.#unsized.set(
        key,
        known === undefined ? time : { ...time, held: held + known.held, beyond: beyond + known.beyond },
      );
      return;
    }
    const size = Math.max(least, this.#size);
    this.#days = add(this.#days, { ...NO_DAYS, unseen: (size - seen) * held + size * beyond });
  }
}

interface Observed {
  readonly at: number;
  readonly pass: number;
  readonly fail: number;
  /** Resources that there are for certain. */
  readonly least: number;
}

/** Days that an observation of unknown size stands for: while it speaks, and beyond. */
interface Unsized {
  readonly seen: number;
  readonly least: number;
  readonly held: number;
  readonly beyond: number;
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

function daysBetween(from: number, to: number): number {
  return Math.max(0, to - from) / DAY_MS;
}
