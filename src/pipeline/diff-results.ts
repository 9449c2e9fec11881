import { scopeKey, type CheckResult, type Outcome } from "../core/index.ts";
import type { Workshop } from "./ports.ts";
import { keyOf, placeOf, readSights, sawWhole, type Sight } from "./sights.ts";

/**
 * What happened to one resource under one check. Only a run that looked can say that something is fixed or gone:
 * `gone` = the whole population was seen and it was not in it; `newly-unseen` = nobody can tell any more.
 */
export type Change = "newly-failing" | "seen-failing" | "fixed" | "gone" | "newly-unseen" | "seen-again";

/** `absent`: the check judged this scope as a whole without it. `not-judged`: it did not. */
export type State = Outcome | "absent" | "not-judged";

export interface ResultChange {
  readonly checkId: string;
  readonly connection: string;
  readonly subject: string;
  readonly scope: string;
  readonly change: Change;
  readonly before: State;
  readonly after: State;
  /** What the later run observed, or the earlier one where the later has nothing to say. */
  readonly observed: string;
}

export async function resultChanges(
  workshop: Workshop,
  before: string,
  after: string,
): Promise<readonly ResultChange[]> {
  const was = await openResults(workshop, before);
  const is = await openResults(workshop, after);
  const keys = new Set([...is.keys(), ...was.keys()].filter((key) => worrying(is.get(key)) || worrying(was.get(key))));
  const earlier = await statesOf(
    workshop,
    before,
    [...keys].filter((key) => !was.has(key)),
    is,
  );
  const later = await statesOf(
    workshop,
    after,
    [...keys].filter((key) => !is.has(key)),
    was,
  );
  return [...keys].flatMap((key) => {
    const known = is.get(key) ?? was.get(key);
    if (known === undefined) return [];
    const from: Known = was.get(key) ?? earlier.get(key) ?? UNKNOWN;
    const to: Known = is.get(key) ?? later.get(key) ?? UNKNOWN;
    const change = changeOf(from.outcome, to.outcome);
    if (change === undefined) return [];
    const { checkId, connection, subject, scope } = known;
    const place = { checkId, connection, subject, scope: scopeKey(scope) };
    const observed = to.observed ?? `was: ${from.observed ?? from.outcome}`;
    return [{ ...place, change, before: from.outcome, after: to.outcome, observed }];
  });
}

interface Known {
  readonly outcome: State;
  readonly observed?: string;
}

const UNKNOWN: Known = { outcome: "not-judged" };

function worrying(result: CheckResult | undefined): boolean {
  return result?.outcome === "fail" || result?.outcome === "undetermined";
}

function changeOf(before: State, after: State): Change | undefined {
  if (before === after) return undefined;
  const wasSeen = before !== "undetermined" && before !== "not-judged";
  switch (after) {
    case "fail":
      return wasSeen ? "newly-failing" : "seen-failing";
    case "undetermined":
      return "newly-unseen";
    case "not-judged":
      return before === "fail" ? "newly-unseen" : undefined;
    case "absent":
      return before === "fail" ? "gone" : "seen-again";
    case "pass":
    case "not-applicable":
      return before === "fail" ? "fixed" : "seen-again";
  }
}

/** Every result that is no pass, by check, connection, scope and subject. */
async function openResults(workshop: Workshop, runId: string): Promise<Map<string, CheckResult>> {
  const results = new Map<string, CheckResult>();
  for await (const result of workshop.store.nonPassResults(runId)) results.set(keyOf(result), result);
  return results;
}

/** What a run says of keys that are not among its open results: a pass, or nothing. `samples` holds a result for each. */
async function statesOf(
  workshop: Workshop,
  runId: string,
  keys: readonly string[],
  samples: ReadonlyMap<string, CheckResult>,
): Promise<ReadonlyMap<string, Known>> {
  const wanted = new Set(keys);
  const checks = new Set(keys.map((key) => samples.get(key)?.checkId));
  const passes = new Map<string, Known>();
  const sights = new Map<string, Sight>();
  for (const row of await workshop.store.checkRuns(runId)) {
    if (!checks.has(row.checkId)) continue;
    const own = await readSights(workshop, row, {
      passes: () => true,
      each(result) {
        const key = keyOf(result);
        if (wanted.has(key)) passes.set(key, result);
      },
    });
    for (const [place, sight] of own) sights.set(place, sight);
  }
  const states = new Map<string, Known>();
  for (const key of keys) {
    const sample = samples.get(key);
    const seen = sample !== undefined && sawWhole(sights.get(placeOf(sample)));
    states.set(key, passes.get(key) ?? { outcome: seen ? "absent" : "not-judged" });
  }
  return states;
}
