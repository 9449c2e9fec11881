import {
  ExhibitError,
  sha256,
  type Assessment,
  type CheckResult,
  type Control,
  type ControlAssessment,
  type ExchangeRecord,
  type Point,
  type PointAssessment,
  type Run,
  type StoredEvidence,
} from "../core/index.ts";
import type { AnyCheck } from "../sdk/index.ts";
import { readPacked } from "./packing.ts";
import type { Criteria } from "./plan.ts";
import type { Workshop } from "./ports.ts";
import { linesOf } from "./spool.ts";

/** Evidence shown of one result: what a check across platforms reads of a person, and some more. */
const MAX_CHAINS = 8;

/** The path from one result down to the platform's answer. */
export interface ResultChain {
  readonly result: CheckResult;
  readonly evidence: readonly EvidenceChain[];
}

export interface EvidenceChain {
  readonly id: string;
  readonly kind: string;
  readonly recordKey: string;
  readonly recordsDigest: string;
  readonly ledgerIndex: number;
  readonly receiptDigest: string;
  readonly principal: string;
  readonly completedAt: string;
  readonly calls: Readonly<Record<string, number>>;
  /** Exchanges that it rests on: the last ones that carried data. */
  readonly exchanges: readonly ExchangeRecord[];
  readonly archiveDigest?: string;
}

export interface PointExplanation {
  readonly point: Point;
  readonly assessment: PointAssessment;
  readonly results: readonly ResultChain[];
  /** Results by check that are not shown. */
  readonly more: Readonly<Record<string, number>>;
}

export interface ControlExplanation {
  readonly run: Run;
  readonly control: Control;
  readonly assessment: ControlAssessment;
  readonly points: readonly PointExplanation[];
}

export interface ExplainOptions {
  readonly workshop: Workshop;
  readonly criteria: Criteria;
  readonly run: Run;
  readonly assessment: Assessment;
  /** Results shown for each check. */
  readonly limit: number;
}

/** A control or one of its points with the chain under each result: failing first, then undetermined, then passing. */
export async function explainControl(id: string, options: ExplainOptions): Promise<ControlExplanation> {
  const [controlId, pointNumber] = id.split("-");
  const control = options.criteria.controls.find((known) => known.id === controlId);
  const assessment = options.assessment.controls.find((known) => known.id === controlId);
  if (control === undefined || assessment === undefined) {
    throw new ExhibitError("CONTROL_NOT_FOUND", `there is no control, point or check "${id}"`, {
      remedy: "list them with `exhibit controls`",
    });
  }
  const points = control.points.filter((point) => pointNumber === undefined || point.id === id);
  if (points.length === 0) {
    throw new ExhibitError("CONTROL_NOT_FOUND", `control ${control.id} has no point "${id}"`, {
      remedy: `its points are ${control.points.map((point) => point.id).join(", ")}`,
    });
  }
  const chains = new Chains(options);
  const explained: PointExplanation[] = [];
  for (const point of points) {
    const pointAssessment = assessment.points.find((known) => known.id === point.id);
    if (pointAssessment === undefined) continue;
    const results: ResultChain[] = [];
    const more: Record<string, number> = {};
    for (const check of point.checks) {
      const { shown, rest } = await chains.of(check.id);
      results.push(...shown);
      if (rest > 0) more[check.id] = rest;
    }
    explained.push({ point, assessment: pointAssessment, results, more });
  }
  return { run: options.run, control, assessment, points: explained };
}

export interface CheckExplanation {
  readonly run: Run;
  readonly check: AnyCheck;
  readonly params: unknown;
  readonly expected: string;
  /** Points that it speaks for, with the rationale. */
  readonly points: readonly { readonly id: string; readonly role: string; readonly rationale: string }[];
  readonly results: readonly ResultChain[];
  readonly more: number;
}

export async function explainCheck(check: AnyCheck, options: ExplainOptions): Promise<CheckExplanation> {
  const params = options.criteria.params.get(check.id);
  const points = options.criteria.controls.flatMap((control) =>
    control.points.flatMap((point) =>
      point.checks
        .filter(({ id }) => id === check.id)
        .map(({ role, rationale }) => ({ id: point.id, role, rationale })),
    ),
  );
  const { shown, rest } = await new Chains(options).of(check.id);
  return { run: options.run, check, params, expected: check.expected(params), points, results: shown, more: rest };
}

const RANK = { fail: 0, undetermined: 1, pass: 2, "not-applicable": 3 } as const;

class Chains {
  readonly #options: ExplainOptions;
  #evidence: Map<string, StoredEvidence> | undefined;

  constructor(options: ExplainOptions) {
    this.#options = options;
  }

  async of(checkId: string): Promise<{ shown: readonly ResultChain[]; rest: number }> {
    const { workshop, run, limit } = this.#options;
    const row = (await workshop.store.checkRuns(run.id)).find((known) => known.checkId === checkId);
    if (row === undefined) return { shown: [], rest: 0 };
    const best: CheckResult[] = [];
    let total = 0;
    for await (const line of linesOf(readPacked(workshop.blobs, row.resultsBlob))) {
      total += 1;
      const result = JSON.parse(line) as CheckResult;
      if (best.length < limit) best.push(result);
      else {
        const worst = best.findLastIndex((kept) => RANK[kept.outcome] > RANK[result.outcome]);
        if (worst >= 0) best[worst] = result;
      }
    }
    const shown: ResultChain[] = [];
    for (const result of best.toSorted((a, b) => RANK[a.outcome] - RANK[b.outcome])) {
      const evidence: EvidenceChain[] = [];
      for (const [id, key] of result.evidence.slice(0, MAX_CHAINS)) evidence.push(await this.#chain(id, key));
      shown.push({ result, evidence });
    }
    return { shown, rest: total - shown.length };
  }

  async #chain(id: string, recordKey: string): Promise<EvidenceChain> {
    const { workshop, run } = this.#options;
    this.#evidence ??= new Map(
      (await workshop.store.evidenceOfRun(run.id)).map((stored) => [stored.evidence.id, stored]),
    );
    const stored = this.#evidence.get(id) ?? (await workshop.store.getEvidence(id));
    return evidenceChain(workshop, stored, recordKey);
  }
}

const EXCHANGES_SHOWN = 3;

/** The answers that carried data first: a poll that was told to wait explains nothing. */
function telling(exchanges: readonly ExchangeRecord[]): readonly ExchangeRecord[] {
  const answered = exchanges.filter(({ status }) => status >= 200 && status < 300);
  return (answered.length > 0 ? answered : exchanges).slice(-EXCHANGES_SHOWN);
}

export async function evidenceChain(
  workshop: Workshop,
  stored: StoredEvidence,
  recordKey: string,
): Promise<EvidenceChain> {
  const { evidence } = stored;
  const exchanges: ExchangeRecord[] = [];
  for await (const line of linesOf(readPacked(workshop.blobs, stored.exchangesBlob))) {
    exchanges.push(JSON.parse(line) as ExchangeRecord);
  }
  return {
    id: evidence.id,
    kind: evidence.kind,
    recordKey,
    recordsDigest: evidence.records.digest,
    ledgerIndex: stored.ledgerIndex,
    receiptDigest: sha256(stored.receipt),
    principal: evidence.principal,
    completedAt: evidence.completedAt,
    calls: evidence.exchanges.calls,
    exchanges: telling(exchanges),
    ...(evidence.exchanges.archive === undefined ? {} : { archiveDigest: evidence.exchanges.archive.digest }),
  };
}
