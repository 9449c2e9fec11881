import {
  digestOf,
  type Assessment,
  type CheckResult,
  type Control,
  type ControlAssessment,
  type Digest,
  type Instant,
  type OutcomeCounts,
  type PointAssessment,
  type ReportCheck,
  type ReportEvidence,
  type Run,
} from "../core/index.ts";

/** Everything that an export says of one run. Its parts are of the run: nothing in it may change with the day of the export. */
export interface ExportSource {
  /** As the assessment has it; undefined for one from before names were kept. */
  readonly organisation: string | undefined;
  readonly software: { readonly name: string; readonly version: string };
  readonly run: Run;
  readonly assessment: Assessment;
  /** When the assessment was made and stored. */
  readonly assessedAt: Instant;
  /** The sealed entry of the assessment: digests of `assessment.json` and of all results, and where it stands in the ledger. */
  readonly sealed: { readonly digest: Digest; readonly resultsDigest: Digest; readonly ledgerIndex: number };
  readonly ledger: { readonly origin: string; readonly vkey: string };
  /** Texts of the mapping that the run was assessed by; empty when Exhibit has another one by now. */
  readonly controls: readonly Control[];
  /** What checks say of themselves, in the versions that judged; a check that has changed since is not among them. */
  readonly checks: readonly ReportCheck[];
  readonly evidence: readonly ReportEvidence[];
  readonly counts: readonly {
    readonly checkId: string;
    readonly checkVersion: number;
    readonly counts: OutcomeCounts;
  }[];
  /** All results, passes included, check by check in order of id. MUST fail rather than end early; may be read again. */
  results(checkIds?: readonly string[]): AsyncIterable<CheckResult>;
}

/** A guidance point that a check speaks for. */
export interface Speaks {
  readonly control: ControlAssessment;
  readonly point: PointAssessment;
  readonly role: string;
}

const ROLE_ORDER: readonly string[] = ["decisive", "normal", "advisory"];

/** What formats look up for each result. */
export class Lookup {
  readonly #checks: ReadonlyMap<string, ReportCheck & { readonly paramsDigest: Digest }>;
  readonly #evidence: ReadonlyMap<string, ReportEvidence>;
  readonly #speaks: ReadonlyMap<string, readonly Speaks[]>;

  constructor(source: ExportSource) {
    this.#checks = new Map(
      source.checks.map((check) => [check.id, { ...check, paramsDigest: digestOf(check.params) }]),
    );
    this.#evidence = new Map(source.evidence.map((entry) => [entry.evidence.id, entry]));
    this.#speaks = spoken(source.assessment);
  }

  check(checkId: string): ReportCheck | undefined {
    return this.#checks.get(checkId);
  }

  title(checkId: string): string {
    return this.#checks.get(checkId)?.title ?? checkId;
  }

  /** The kind of what was judged, by the receipt of the subject's own capture: the check may judge another one by now. */
  kind({ checkId, evidence: [own] }: CheckResult): string {
    return (own === undefined ? undefined : this.#evidence.get(own[0])?.evidence.kind) ?? `check:${checkId}`;
  }

  /** The parameters that decided, or undefined when their values have changed since and only their digest is known. */
  params({ checkId, paramsDigest }: Pick<CheckResult, "checkId" | "paramsDigest">): ReportCheck["params"] | undefined {
    const known = this.#checks.get(checkId);
    return known?.paramsDigest === paramsDigest ? known.params : undefined;
  }

  evidence(id: string): ReportEvidence | undefined {
    return this.#evidence.get(id);
  }

  /** Points that the check speaks for: the heaviest first, decisive before advisory, then in order of the controls. */
  speaksFor(checkId: string): readonly Speaks[] {
    return this.#speaks.get(checkId) ?? [];
  }
}

function spoken(assessment: Assessment): ReadonlyMap<string, readonly Speaks[]> {
  const all = new Map<string, Speaks[]>();
  for (const control of assessment.controls)
    for (const point of control.points)
      for (const { id, role } of point.checks) {
        const list = all.get(id) ?? [];
        list.push({ control, point, role });
        all.set(id, list);
      }
  for (const list of all.values())
    list.sort((a, b) => b.point.weight - a.point.weight || ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role));
  return all;
}

/** Why part of a point or control is unseen, as one phrase: `denied 2, person-needed 1`; empty when all was seen. */
export function reasonsText(points: readonly PointAssessment[]): string {
  const sums = new Map<string, number>();
  for (const { reasons } of points)
    for (const [reason, count] of Object.entries(reasons)) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => `${reason} ${count}`)
    .join(", ");
}
