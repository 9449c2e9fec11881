import { daysBetween, scopeKey, type CheckResult, type Instant } from "../../core/index.ts";
import { keyOf, placeOf, type Place } from "../sights.ts";

/** One resource that contradicted one check, from when it was first seen until it no longer was. */
export interface Deviation {
  readonly checkId: string;
  readonly connection: string;
  readonly scope: string;
  readonly subject: string;
  /** What was observed last. */
  readonly observed: string;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  /** It may have begun as early as this: the last time that somebody looked and did not see it. Absent = not known. */
  readonly notBefore?: Instant;
  /** The first run that looked and no longer saw it. Absent while it lasts, or while nobody can tell. */
  readonly endedBy?: Instant;
  /** Nobody could look since `lastSeen`: whether it lasts is not known. */
  readonly unseenSince?: Instant;
}

/** What one run says of one check through one connection. */
export interface OpenResults {
  readonly at: Instant;
  readonly checkId: string;
  readonly connection: string;
  /** Scopes that the run saw as a whole, by `placeOf`: what is not among their results is not there. All others were not looked at. */
  readonly whole: ReadonlySet<string>;
  /** Results that fail or are undetermined, and whatever is said of resources that deviated before. */
  readonly results: readonly CheckResult[];
}

/** How long each deviation lasted, run after run in order of time; it holds what is open and what was found, and no run. */
export class DeviationLog {
  /** By check and connection, then scope, then resource. */
  readonly #open = new Map<string, Map<string, Map<string, Deviation>>>();
  readonly #ended: Deviation[] = [];
  /** When each scope was last seen as a whole. */
  readonly #looked = new Map<string, Instant>();
  /** The same of resources that were themselves not seen in it, or seen when the whole was not. By scope, then resource. */
  readonly #lookedAt = new Map<string, Map<string, Instant | undefined>>();

  /** Whether anything deviates there as far as is known. */
  deviatesIn(place: Place): boolean {
    return (this.#open.get(seriesOf(place))?.get(placeOf(place))?.size ?? 0) > 0;
  }

  isOpen(result: CheckResult): boolean {
    return this.#open.get(seriesOf(result))?.get(placeOf(result))?.has(keyOf(result)) ?? false;
  }

  add(run: OpenResults): void {
    const results = byResource(run.results);
    const series = valueOf(this.#open, seriesOf(run), () => new Map<string, Map<string, Deviation>>());
    for (const [place, open] of series) this.#goOn(place, open, run, results);
    for (const [key, result] of results) {
      if (result.outcome !== "fail") continue;
      const open = valueOf(series, placeOf(result), () => new Map<string, Deviation>());
      open.set(key, this.#seen(open.get(key), result, run.at));
    }
    this.#note(run, results);
  }

  /** Ends what this run saw to be over, and says of the rest that nobody could look. */
  #goOn(
    place: string,
    open: Map<string, Deviation>,
    { at, whole }: OpenResults,
    results: ReadonlyMap<string, CheckResult>,
  ): void {
    for (const [key, known] of open) {
      const now = results.get(key)?.outcome;
      if (now === "fail") continue;
      if (now === "undetermined" || (now === undefined && !whole.has(place))) {
        open.set(key, { ...known, unseenSince: known.unseenSince ?? at });
      } else {
        open.delete(key);
        this.#ended.push({ ...seenAgain(known), endedBy: at });
        if (!whole.has(place))
          valueOf(this.#lookedAt, place, () => new Map<string, Instant | undefined>()).set(key, at);
      }
    }
  }

  /** Oldest first. */
  list(): readonly Deviation[] {
    const open = [...this.#open.values()].flatMap((series) => [...series.values()].flatMap((own) => [...own.values()]));
    return [...this.#ended, ...open].toSorted(
      (a, b) => compare(a.firstSeen, b.firstSeen) || compare(keyOfDeviation(a), keyOfDeviation(b)),
    );
  }

  #seen(known: Deviation | undefined, result: CheckResult, at: Instant): Deviation {
    if (known !== undefined) return { ...seenAgain(known), lastSeen: at, observed: result.observed };
    const place = placeOf(result);
    const key = keyOf(result);
    const own = this.#lookedAt.get(place);
    const before = own?.has(key) === true ? own.get(key) : this.#looked.get(place);
    const { checkId, connection, scope, subject, observed } = result;
    return {
      checkId,
      connection,
      scope: scopeKey(scope),
      subject,
      observed,
      firstSeen: at,
      lastSeen: at,
      ...(before === undefined ? {} : { notBefore: before }),
    };
  }

  /** Remembers which scopes and resources this run has looked at. */
  #note(run: OpenResults, results: ReadonlyMap<string, CheckResult>): void {
    const unseen = new Map<string, string[]>();
    for (const [key, result] of results)
      if (result.outcome === "undetermined") valueOf(unseen, placeOf(result), (): string[] => []).push(key);
    for (const place of run.whole) {
      const before = this.#lookedAt.get(place);
      const looked = this.#looked.get(place);
      const own = (unseen.get(place) ?? []).map(
        (key) => [key, before?.has(key) === true ? before.get(key) : looked] as const,
      );
      if (own.length === 0) this.#lookedAt.delete(place);
      else this.#lookedAt.set(place, new Map(own));
      this.#looked.set(place, run.at);
    }
  }
}

/** How long each deviation lasted, oldest first. `runs` are in order of time, with one entry for each check that was judged. */
export function deviations(runs: Iterable<OpenResults>): readonly Deviation[] {
  const log = new DeviationLog();
  for (const run of runs) log.add(run);
  return log.list();
}

/** Days that it lasted for certain, and at most; `now` ends what is still open. */
export function lastedDays(deviation: Deviation, now: Instant): { readonly least: number; readonly most: number } {
  const until = deviation.endedBy ?? now;
  return {
    least: daysBetween(deviation.firstSeen, deviation.lastSeen),
    most: daysBetween(deviation.notBefore ?? deviation.firstSeen, until),
  };
}

function seenAgain({ unseenSince: _unseen, ...rest }: Deviation): Deviation {
  return rest;
}

/** What is known of each resource; that it failed stands, whatever else was not seen of it. */
function byResource(results: readonly CheckResult[]): ReadonlyMap<string, CheckResult> {
  const known = new Map<string, CheckResult>();
  for (const result of results) {
    const key = keyOf(result);
    if (result.subject !== "*" && known.get(key)?.outcome !== "fail") known.set(key, result);
  }
  return known;
}

function valueOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function seriesOf({ checkId, connection }: { readonly checkId: string; readonly connection: string }): string {
  return JSON.stringify([checkId, connection]);
}

function keyOfDeviation({ checkId, connection, scope, subject }: Deviation): string {
  return JSON.stringify([checkId, connection, scope, subject]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
