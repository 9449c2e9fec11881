import { daysBetween, scopeKey, type CheckResult, type Instant } from "../../core/index.ts";

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

/** What one run says of one check through one connection: everything but its passes. */
export interface OpenResults {
  readonly at: Instant;
  readonly checkId: string;
  readonly connection: string;
  /** Results that are no pass. */
  readonly results: readonly CheckResult[];
}

/** How long each deviation lasted, oldest first. `runs` are in order of time, with one entry for each check that was judged. */
export function deviations(runs: readonly OpenResults[]): readonly Deviation[] {
  const open = new Map<string, Deviation>();
  const looked = new Map<string, Instant>();
  const ended: Deviation[] = [];
  for (const run of runs) {
    const series = JSON.stringify([run.checkId, run.connection]);
    const failing = new Map(run.results.filter(({ outcome }) => outcome === "fail").map((one) => [keyOf(one), one]));
    const blind = new Set(run.results.filter(({ outcome }) => outcome === "undetermined").map(keyOf));
    for (const [key, known] of open) {
      if (known.checkId !== run.checkId || known.connection !== run.connection || failing.has(key)) continue;
      if (blind.has(key) || blind.has(scopeWide(known))) {
        open.set(key, { ...known, unseenSince: known.unseenSince ?? run.at });
      } else {
        open.delete(key);
        ended.push({ ...seen(known), endedBy: run.at });
      }
    }
    for (const [key, result] of failing) {
      const known = open.get(key);
      const before = looked.get(series);
      open.set(
        key,
        known === undefined
          ? {
              ...described(result),
              firstSeen: run.at,
              lastSeen: run.at,
              ...(before === undefined ? {} : { notBefore: before }),
            }
          : { ...seen(known), lastSeen: run.at, observed: result.observed },
      );
    }
    looked.set(series, run.at);
  }
  return [...ended, ...open.values()].toSorted(
    (a, b) => compare(a.firstSeen, b.firstSeen) || compare(keyOfDeviation(a), keyOfDeviation(b)),
  );
}

/** Days that it lasted for certain, and at most; `now` ends what is still open. */
export function lastedDays(deviation: Deviation, now: Instant): { readonly least: number; readonly most: number } {
  const until = deviation.endedBy ?? now;
  return {
    least: daysBetween(deviation.firstSeen, deviation.lastSeen),
    most: daysBetween(deviation.notBefore ?? deviation.firstSeen, until),
  };
}

function seen({ unseenSince: _unseen, ...rest }: Deviation): Deviation {
  return rest;
}

function described({ checkId, connection, scope, subject, observed }: CheckResult) {
  return { checkId, connection, scope: scopeKey(scope), subject, observed };
}

function keyOf({ checkId, connection, scope, subject }: CheckResult): string {
  return JSON.stringify([checkId, connection, scopeKey(scope), subject]);
}

function keyOfDeviation({ checkId, connection, scope, subject }: Deviation): string {
  return JSON.stringify([checkId, connection, scope, subject]);
}

/** The key of the result that speaks of a whole scope, because nothing could be enumerated there. */
function scopeWide(deviation: Deviation): string {
  return keyOfDeviation({ ...deviation, subject: "*" });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
