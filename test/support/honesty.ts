import { type CheckResult, type Scope, scopeKey } from "../../src/core/index.ts";
import type { Fault, FaultRule } from "../../src/sandbox/faults.ts";
import { checks } from "../../src/registry.ts";
import type { ConnectionRun } from "./connection-run.ts";

/** Account of the scope that stands for accounts that could not be listed. */
const UNLISTED = "unlisted";

/** Facts of the organisation are told once for all accounts; losing them shows in whichever account was asked. */
const ORGANISATION_CHECKS = new Set(checks.filter(({ over }) => over.level === "organization").map(({ id }) => id));

function keyOf({ checkId, scope, subject }: CheckResult): string {
  return `${checkId} ${scopeKey(scope)} ${subject}`;
}

/** Where an undetermined result speaks: an account that could not be entered speaks for all its regions. */
function placeOf(checkId: string, { platform, account, region }: Scope): string {
  if (ORGANISATION_CHECKS.has(checkId)) return checkId;
  return [checkId, platform, account, ...(region === undefined ? [] : [region])].join(" ");
}

/**
 * Whether `lost` is (part of) what a gap names: the thing itself, or the entity before the next separator: a user of an
 * SSH key, a repository of a commit, a region of a rule. A gap's remark in brackets is no part of the name.
 */
function names(gapSubject: string, lost: string): boolean {
  const entity = gapSubject.replace(/ \([^()]*\)$/, "");
  return lost === entity || (lost.startsWith(entity) && /[/#:@|]/.test(lost.charAt(entity.length)));
}

/**
 * What a faulted run may say of each result that it lost: that it was not seen, as a whole (`*`) or by the entity's
 * name, in the same scope. What the run without faults had not seen either admits nothing, unless it now says more.
 */
function admits(baseline: ReadonlyMap<string, CheckResult>, faulted: readonly CheckResult[]) {
  const unseen = new Map<string, string[]>();
  const unlisted = new Set<string>();
  for (const result of faulted) {
    if (result.outcome !== "undetermined") continue;
    const was = baseline.get(keyOf(result));
    if (was?.outcome === "undetermined" && was.observed === result.observed) continue;
    if (result.scope.account === UNLISTED) unlisted.add(result.checkId);
    const place = placeOf(result.checkId, result.scope);
    unseen.set(place, [...(unseen.get(place) ?? []), result.subject]);
  }
  const stillSpeaks = new Set(faulted.map(({ checkId }) => checkId));
  return ({ checkId, scope, subject }: CheckResult): boolean => {
    const { region: _region, ...account } = scope;
    const said = [scope, account].flatMap((place) => unseen.get(placeOf(checkId, place)) ?? []);
    return (
      unlisted.has(checkId) ||
      said.some((one) => one === "*" || names(one, subject)) ||
      // Of an organisation's facts the best capture counts: another account's "not seen" is no loss.
      (subject === "*" && ORGANISATION_CHECKS.has(checkId) && stillSpeaks.has(checkId))
    );
  };
}

/**
 * Problems of a faulted run against the run without faults; empty when it is honest. A fault may turn a result into
 * `undetermined` and nothing else; a result that is gone must be admitted; none may appear but as `undetermined`; and what
 * was said to be unseen may not fall silent.
 */
export function dishonesties(baseline: readonly CheckResult[], faulted: readonly CheckResult[]): readonly string[] {
  const before = new Map(baseline.map((result) => [keyOf(result), result]));
  const after = new Map(faulted.map((result) => [keyOf(result), result]));
  const admitted = admits(before, faulted);
  const problems: string[] = [];
  for (const [key, was] of before) {
    const is = after.get(key);
    if (is === undefined) {
      if (!admitted(was)) problems.push(`lost silently: ${key} (${was.outcome})`);
    } else if (is.outcome !== was.outcome && is.outcome !== "undetermined")
      problems.push(`${was.outcome} became ${is.outcome}: ${key}: ${is.observed}`);
  }
  for (const [key, is] of after)
    if (!before.has(key) && is.outcome !== "undetermined")
      problems.push(`appeared as ${is.outcome}: ${key}: ${is.observed}`);
  return problems;
}

export interface Breakable {
  setFault(rule: FaultRule): () => void;
}

/** Breaks every operation in turn, for good; returns the dishonest ones with the first of their problems. */
export async function breakInTurn(
  sandbox: Breakable,
  operations: readonly string[],
  fault: Fault,
  baseline: readonly CheckResult[],
  run: () => Promise<ConnectionRun>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const operation of operations) {
    const restore = sandbox.setFault({ operation, fault });
    const { status, results } = await run();
    restore();
    // Without a sign-in there is no evidence at all: the run says so as a whole.
    const problems = status === "failed" ? [] : dishonesties(baseline, results);
    if (problems.length > 0) found[operation] = problems.slice(0, 5);
  }
  return found;
}
