import { join } from "node:path";
import {
  digestOf,
  durationMs,
  messageOf,
  scopeKey,
  type CheckResult,
  type CheckRunRow,
  type Digest,
  type Instant,
  type StoredEvidence,
} from "../../core/index.ts";
import { createCheckAggregator, type CheckAggregate, type CheckAggregator } from "../../scoring/index.ts";
import { Undetermined, type AnyCheck, type CheckContext, type Judgement } from "../../sdk/index.ts";
import { storePacked } from "../packing.ts";
import type { Workshop } from "../ports.ts";
import { jobs, type Job } from "./jobs.ts";
import type { Spool } from "../spool.ts";
import { ResultFile } from "./result-file.ts";
import { gapsOf, recordLines, Sources, type Source } from "./sources.ts";
import { openReads, TableCache, type Reads } from "./views.ts";
import { unansweredNeeds, wholeScope } from "./whole-scope.ts";

/** References kept on one result; a judgement over a whole population names the capture once instead. */
const MAX_REFERENCES = 24;

export interface EvaluateOptions {
  readonly workshop: Workshop;
  readonly evidence: readonly StoredEvidence[];
  readonly checks: readonly AnyCheck[];
  /** Parameters by check id, validated and complete. */
  readonly params: ReadonlyMap<string, unknown>;
  readonly asOf: Instant;
  readonly folder: string;
  readonly onProgress?: (message: string, fields: Readonly<Record<string, string | number>>) => void;
}

export interface Evaluation {
  readonly rows: readonly CheckRunRow[];
  readonly aggregates: ReadonlyMap<string, CheckAggregate>;
  /** Every result that is not a pass, check by check. */
  nonPass(): AsyncIterable<CheckResult>;
  /** Puts all results into the object store once more. */
  storeAgain(): Promise<void>;
  dispose(): Promise<void>;
}

/**
 * Judges sealed evidence: one streaming pass over each capture through all checks of its kind. Memory holds the kinds
 * that checks *read* of one account at a time, as an index of their keys, never the populations that they judge.
 */
export async function evaluate(options: EvaluateOptions): Promise<Evaluation> {
  const { workshop, checks, asOf } = options;
  const sources = new Sources(options.evidence, asOf);
  const files = new Map(checks.map((check) => [check.id, resultFile(check, options)]));
  const aggregator = createCheckAggregator();
  const cache = new TableCache(workshop, options.folder);
  const all = jobs(checks, sources);
  const lastRead = new Map(
    all.flatMap(({ reads }, index) => [...reads.values()].flat().map(({ stored }) => [stored.evidence.id, index])),
  );
  try {
    for (const [index, job] of all.entries()) {
      options.onProgress?.("judging", {
        done: index,
        total: all.length,
        kind: job.kind.id,
        scope: scopeKey(job.source.scope),
      });
      for (const check of job.checks) aggregator.enumerate(enumeration(check, job));
      await judgeSource(job, await openReads(job.reads, cache), files, aggregator, options);
      for (const { id: checkId } of job.checks) aggregator.settle({ checkId, ...job.source });
      cache.keep((evidenceId) => (lastRead.get(evidenceId) ?? index) > index);
    }
  } finally {
    cache.keep(() => false);
  }
  const rows: CheckRunRow[] = [];
  // Checks of platforms that were not asked have the same, empty results: one object for all of them, written once.
  const stored = new Map<Digest, Digest>();
  const spools: Spool[] = [];
  for (const file of files.values()) {
    const resultsDigest = await file.spool.end();
    let resultsBlob = stored.get(resultsDigest);
    if (resultsBlob === undefined) {
      resultsBlob = await storePacked(workshop.blobs, file.spool.read());
      stored.set(resultsDigest, resultsBlob);
      spools.push(file.spool);
    }
    const { id: checkId, version: checkVersion } = file.check;
    rows.push({
      checkId,
      checkVersion,
      counts: file.counts,
      resultsBlob,
      resultsDigest,
      resultsBytes: file.spool.bytes,
    });
  }
  return {
    rows,
    aggregates: aggregator.aggregates(),
    async *nonPass() {
      options.onProgress?.("storing results", {});
      for (const file of files.values()) yield* file.nonPass();
    },
    async storeAgain() {
      for (const spool of spools) await storePacked(workshop.blobs, spool.read());
    },
    async dispose() {
      for (const file of files.values()) await file.spool.remove();
    },
  };
}

function enumeration(check: AnyCheck, { kind, source }: Job): Parameters<CheckAggregator["enumerate"]>[0] {
  const { population } = source.stored.evidence;
  return {
    checkId: check.id,
    connection: source.connection,
    scope: source.scope,
    state: source.state,
    ...(source.reason === undefined ? {} : { reason: source.reason }),
    ...(population.reported === undefined ? {} : { reported: population.reported }),
    evidenceAt: source.evidenceAt,
    validForMs: durationMs(kind.validFor) ?? 0,
    freshForMs: durationMs(kind.freshFor) ?? 0,
  };
}

function resultFile(check: AnyCheck, options: EvaluateOptions): ResultFile {
  const params = options.params.get(check.id);
  return new ResultFile({
    check,
    params,
    paramsDigest: digestOf(params),
    path: join(options.folder, `${check.id}.results.ndjson`),
  });
}

async function judgeSource(
  job: Job,
  reads: Reads,
  files: ReadonlyMap<string, ResultFile>,
  aggregator: CheckAggregator,
  options: EvaluateOptions,
): Promise<void> {
  const { kind, source, checks } = job;
  const emit = async (
    check: AnyCheck,
    subject: string,
    judgement: Judgement,
    evidence: CheckResult["evidence"],
  ): Promise<void> => {
    const file = files.get(check.id);
    if (file === undefined) return;
    const result: CheckResult = {
      checkId: check.id,
      checkVersion: check.version,
      connection: source.connection,
      scope: source.scope,
      subject,
      outcome: judgement.outcome,
      ...(judgement.outcome === "undetermined" ? { reason: judgement.reason } : {}),
      expected: file.expected,
      observed: judgement.observed,
      evidence,
      paramsDigest: file.paramsDigest,
      asOf: options.asOf,
    };
    aggregator.add(result);
    await file.add(result);
  };
  const own = source.stored.evidence.id;
  /** Counted, so that a reported population is not taken for unseen, and not kept: nothing was judged. */
  const outOfSubject = (check: AnyCheck, subject: string): CheckResult => ({
    checkId: check.id,
    checkVersion: check.version,
    connection: source.connection,
    scope: source.scope,
    subject,
    outcome: "not-applicable",
    expected: files.get(check.id)?.expected ?? "",
    observed: "not what the statement is about",
    evidence: [[own, subject]],
    paramsDigest: files.get(check.id)?.paramsDigest ?? digestOf(null),
    asOf: options.asOf,
  });
  const unanswered = unansweredNeeds(job, options.workshop);
  const held = new Set<AnyCheck>();
  if (source.state !== "unavailable") {
    for await (const line of recordLines(options.workshop, source.stored)) {
      const record: unknown = JSON.parse(line);
      const subject = kind.key(record);
      for (const check of checks) {
        if (check.about !== undefined && !check.about(record, files.get(check.id)?.params)) {
          aggregator.add(outOfSubject(check, subject));
          continue;
        }
        if (unanswered.has(check)) {
          held.add(check);
          continue;
        }
        reads.touched.length = 0;
        const judgement = judge(check, record, files.get(check.id)?.params, source, reads, options.asOf);
        await emit(check, subject, judgement, references(own, subject, reads.touched));
      }
    }
  }
  for (const check of checks) {
    const whole = held.has(check) ? unanswered.get(check) : wholeScope(source, check);
    if (whole !== undefined) await emit(check, "*", whole, [[own, "*"]]);
  }
  if (source.reason !== "expired") {
    for await (const gap of gapsOf(options.workshop, source.stored)) {
      if (gap.subject === undefined) continue;
      const judgement: Judgement = {
        outcome: "undetermined",
        reason: gap.reason,
        observed: `${gap.operation}: ${gap.detail}`,
      };
      for (const check of checks) if (!held.has(check)) await emit(check, gap.subject, judgement, [[own, gap.subject]]);
    }
  }
}

function judge(
  check: AnyCheck,
  record: unknown,
  params: unknown,
  source: Source,
  reads: Reads,
  asOf: Instant,
): Judgement {
  const context: CheckContext<unknown> = {
    asOf,
    evidenceAt: source.evidenceAt,
    params,
    scope: source.scope,
    read: (kind) => reads.view(check, kind),
  };
  try {
    return check.test(record, context);
  } catch (error) {
    if (error instanceof Undetermined)
      return { outcome: "undetermined", reason: error.reason, observed: error.message };
    return {
      outcome: "undetermined",
      reason: "check-error",
      observed: `the check failed on this record: ${messageOf(error)}`,
    };
  }
}

function references(
  own: string,
  subject: string,
  touched: readonly (readonly [string, string])[],
): CheckResult["evidence"] {
  const seen = new Set<string>([`${own}\n${subject}`]);
  const list: (readonly [string, string])[] = [[own, subject]];
  for (const reference of touched) {
    const id = reference.join("\n");
    if (seen.has(id) || list.length >= MAX_REFERENCES) continue;
    seen.add(id);
    list.push(reference);
  }
  return list;
}
