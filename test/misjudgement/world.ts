import { beforeAll, describe, expect, it } from "vitest";
import { type CheckResult, fixedClock, type Outcome, type UndeterminedReason } from "../../src/core/index.ts";
import { checks as registered } from "../../src/registry.ts";
import { type Connection, type ConnectionRun, runConnection } from "../support/connection-run.ts";

export const clock = fixedClock("2026-11-22T10:00:00.000Z");

/** A state of the platform, and what a careful auditor says of it. */
export interface State {
  /** Id in cases.json; absent for states that we thought of ourselves. */
  readonly case?: string;
  readonly state: string;
  readonly check: string;
  /** Subject of the result; `*` = what is said of the whole population. */
  readonly subject: string | RegExp;
  readonly account?: string;
  readonly outcome: Outcome;
  readonly reason?: UndeterminedReason;
  readonly observed?: RegExp;
}

/** A platform in some state, seen through the collector as a run sees it, and judged by the states' checks. */
export interface World {
  readonly name: string;
  open(): Promise<{ readonly connection: Connection; readonly close: () => Promise<void> }>;
  readonly states: readonly State[];
  /** What else must hold of all results. */
  readonly also?: readonly (readonly [claim: string, test: (run: ConnectionRun) => void])[];
}

/** Every state is collected by the real collector from the sandbox, sealed, and judged by the real check. */
export function judge(worlds: readonly World[]): void {
  describe.each(worlds)("$name", ({ open, states, also = [] }) => {
    let run: ConnectionRun;
    beforeAll(async () => {
      const { connection, close } = await open();
      const wanted = new Set(states.map(({ check }) => check));
      const chosen = registered.filter(({ id }) => wanted.has(id));
      expect(chosen.map(({ id }) => id).toSorted()).toEqual([...wanted].toSorted());
      run = await runConnection(connection, { clock, checks: chosen });
      await close();
    });

    it.each(states.map((state) => [label(state), state] as const))("%s", (_label, wanted) => {
      const mine = run.results.filter((result) => isOf(wanted, result));
      const seen = run.results.filter(({ checkId }) => checkId === wanted.check);
      expect(
        mine.length,
        `${wanted.check} on ${String(wanted.subject)}: ${JSON.stringify(seen.map(short), null, 1)}`,
      ).toBeGreaterThan(0);
      for (const result of mine) {
        expect(result.outcome, short(result)).toBe(wanted.outcome);
        if (wanted.reason !== undefined) expect(result.reason, short(result)).toBe(wanted.reason);
        if (wanted.observed !== undefined) expect(result.observed).toMatch(wanted.observed);
      }
    });

    for (const [claim, test] of also) it(claim, () => test(run));
  });
}

function label({ case: id = "like them", state, check, outcome }: State): string {
  return `${id}: ${state} → ${outcome} (${check})`;
}

function isOf({ check, subject, account }: State, result: CheckResult): boolean {
  return (
    result.checkId === check &&
    (typeof subject === "string" ? result.subject === subject : subject.test(result.subject)) &&
    (account === undefined || result.scope.account === account)
  );
}

function short({ subject, scope, outcome, observed }: CheckResult): string {
  return `${scope.account} ${subject}: ${outcome}: ${observed.slice(0, 160)}`;
}

/** One result for each subject that is not the whole: how many of a population were judged. */
export function judged(run: ConnectionRun, check: string): readonly CheckResult[] {
  return run.results.filter(({ checkId, subject }) => checkId === check && subject !== "*");
}
