import type { CheckResult } from "../../core/check-result.ts";
import type { Outcome, OutcomeCounts } from "../../core/outcome.ts";
import type { ReportData } from "../../core/report.ts";

/** All that every page needs at once; results are asked for page by page, for there may be very many. */
export type ReportCore = Omit<ReportData, "results">;

export interface ResultQuery {
  readonly checkId: string;
  /** Empty: every outcome. */
  readonly outcomes: readonly Outcome[];
  /** Part of the subject, the observed value, the account or the reason; case does not matter. */
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

export interface ResultPage {
  readonly rows: readonly CheckResult[];
  /** Of rows that fit the query. */
  readonly total: number;
  /** Of the check's results that this port can show, whatever the query. */
  readonly counts: OutcomeCounts;
}

export interface EvidenceUse {
  readonly checkId: string;
  readonly results: number;
}

/** Where the front end's data come from: the block in the file now, the API when it is served live. */
export interface ReportPort {
  core(): Promise<ReportCore>;
  results(query: ResultQuery): Promise<ResultPage>;
  /** The checks whose results rest on this evidence, and how many results each. */
  evidenceUse(evidenceId: string): Promise<readonly EvidenceUse[]>;
}

/** Failures and what was not determined come first: they are what a reader looks for. */
const OUTCOME_RANK: Readonly<Record<Outcome, number>> = { fail: 0, undetermined: 1, pass: 2, "not-applicable": 3 };

export function memoryPort(data: ReportData): ReportPort {
  const { results, ...core } = data;
  let byCheck: ReadonlyMap<string, readonly CheckResult[]> | undefined;
  let byEvidence: ReadonlyMap<string, ReadonlyMap<string, number>> | undefined;

  return {
    core: () => Promise.resolve(core),
    results(query) {
      byCheck ??= groupByCheck(results);
      const all = byCheck.get(query.checkId) ?? [];
      const text = query.text.trim().toLowerCase();
      const fitting =
        query.outcomes.length === 0 && text === ""
          ? all
          : all.filter(
              (result) =>
                (query.outcomes.length === 0 || query.outcomes.includes(result.outcome)) && mentions(result, text),
            );
      return Promise.resolve({
        rows: fitting.slice(query.offset, query.offset + query.limit),
        total: fitting.length,
        counts: countOutcomes(all),
      });
    },
    evidenceUse(evidenceId) {
      byEvidence ??= groupByEvidence(results);
      const uses = byEvidence.get(evidenceId) ?? new Map<string, number>();
      return Promise.resolve([...uses].map(([checkId, count]) => ({ checkId, results: count })));
    },
  };
}

function mentions(result: CheckResult, text: string): boolean {
  return (
    text === "" ||
    [result.subject, result.observed, result.scope.account, result.scope.region ?? "", result.reason ?? ""].some(
      (part) => part.toLowerCase().includes(text),
    )
  );
}

function countOutcomes(results: readonly CheckResult[]): OutcomeCounts {
  const counts = { pass: 0, fail: 0, notApplicable: 0, undetermined: 0 };
  for (const { outcome } of results) counts[outcome === "not-applicable" ? "notApplicable" : outcome] += 1;
  return counts;
}

function groupByCheck(results: readonly CheckResult[]): ReadonlyMap<string, readonly CheckResult[]> {
  const groups = new Map<string, CheckResult[]>();
  for (const result of results) {
    const group = groups.get(result.checkId);
    if (group === undefined) groups.set(result.checkId, [result]);
    else group.push(result);
  }
  for (const group of groups.values()) group.sort((a, b) => OUTCOME_RANK[a.outcome] - OUTCOME_RANK[b.outcome]);
  return groups;
}

function groupByEvidence(results: readonly CheckResult[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const uses = new Map<string, Map<string, number>>();
  for (const result of results) {
    for (const id of new Set(result.evidence.map(([evidenceId]) => evidenceId))) {
      const checks = uses.get(id) ?? new Map<string, number>();
      checks.set(result.checkId, (checks.get(result.checkId) ?? 0) + 1);
      uses.set(id, checks);
    }
  }
  return uses;
}
