import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Installation } from "../../src/cli/services.ts";
import {
  canonicalJson,
  digestOf,
  sha256,
  UNDETERMINED_REASONS,
  VERDICTS,
  type Assessment,
  type CheckResult,
  type CheckRunRow,
  type Evidence,
  type Outcome,
  type OutcomeCounts,
  type Run,
  type Scope,
  type SealEntry,
  type UndeterminedReason,
  type Verdict,
} from "../../src/core/index.ts";
import type { ExportSource } from "../../src/export/index.ts";
import { assessmentLeaf, resultsDigest } from "../../src/ledger/leaves.ts";
import { loadMapping } from "../../src/mapping/index.ts";
import { openInstallation } from "../../src/parts.ts";
import { readPacked, storePacked } from "../../src/pipeline/packing.ts";
import { effectiveParameters } from "../../src/pipeline/parameters.ts";
import { versionsOf, type Criteria } from "../../src/pipeline/plan.ts";
import { linesOf, Spool } from "../../src/pipeline/spool.ts";
import { checks } from "../../src/registry.ts";
import { exportSource } from "../../src/run-export.ts";
import { assessControls, createCheckAggregator, programmeBounds } from "../../src/scoring/index.ts";
import type { AnyCheck } from "../../src/sdk/index.ts";
import { loadSettings } from "../../src/settings/load.ts";
import { openBlobs } from "../../src/store/index.ts";
import { registry } from "./estate.ts";
import { memoryWorkshop } from "./memory-workshop.ts";

const AS_OF = "2026-11-22T12:00:00.000Z";
const RUN_ID = "01a20208-0000-7000-8000-000000000000";
const MAPPINGS = fileURLToPath(new URL("../../mappings/iso-27002-2022", import.meta.url));

export interface MadeRunOptions {
  readonly results: number;
  /** Checks that give results, the first of the registry. */
  readonly checks?: number;
  readonly connections?: number;
  readonly outcome?: (index: number) => { readonly outcome: Outcome; readonly reason?: UndeterminedReason };
  /** Name of the n-th resource of a check; by default the same resources are judged by every check. */
  readonly subject?: (index: number) => string;
  readonly observed?: (index: number) => string;
  /** As before names were sealed with the assessment. */
  readonly unnamed?: boolean;
  /** An installation of its own on the embedded database, which stays there for `exhibit export`; by default the database is in memory. */
  readonly dataDir?: string;
}

export interface MadeRun {
  readonly source: ExportSource;
  readonly installation: Installation;
  readonly run: Run;
  dispose(): Promise<void>;
}

/** Mostly passes, some of everything else. */
export function mixed(index: number): { readonly outcome: Outcome; readonly reason?: UndeterminedReason } {
  if (index % 20 === 7) return { outcome: "fail" };
  if (index % 50 === 11) return undetermined(index);
  return { outcome: index % 25 === 3 ? "not-applicable" : "pass" };
}

/** Every reason there is, in turn. */
export function undetermined(index: number): { readonly outcome: "undetermined"; readonly reason: UndeterminedReason } {
  return { outcome: "undetermined", reason: UNDETERMINED_REASONS[index % UNDETERMINED_REASONS.length] ?? "denied" };
}

/**
 * A run whose results were made up and everything else is real: packed result files on the disk, the mapping, scores by
 * the product's own rules, a sealed assessment. Its source is what `exhibit export` reads.
 */
export async function madeRun(options: MadeRunOptions): Promise<MadeRun> {
  const installation = await (options.dataDir === undefined ? inMemory() : onDisk(options.dataDir));
  const { workshop, criteria, store } = installation;
  const run = runOf(criteria);
  await store.createRun(run);
  const aggregator = createCheckAggregator();
  const captures = new Map<string, Evidence>();
  const rows: CheckRunRow[] = [];
  const shares = sharesOf(options);
  for (const [check, count] of shares) {
    const counts = { pass: 0, fail: 0, notApplicable: 0, undetermined: 0 };
    const spool = new Spool(join(workshop.dataDir, "spool", check.id));
    for (const result of resultsOf(check, count, options, criteria, captures)) {
      counts[result.outcome === "not-applicable" ? "notApplicable" : result.outcome] += 1;
      aggregator.add(result, { evidenceAt: AS_OF, validForMs: 14 * 86_400_000, freshForMs: 86_400_000 });
      await spool.add(JSON.stringify(result));
    }
    const digest = await spool.end();
    rows.push(await rowOf(check, counts, digest, spool, () => storePacked(workshop.blobs, spool.read())));
    await spool.remove();
  }
  await store.seal([...captures.values()].map((evidence) => sealEntry(evidence)));
  const ordered = rows.toSorted((a, b) => (a.checkId < b.checkId ? -1 : 1));
  await store.saveResults(run.id, ordered, nonPass(installation, ordered));
  const controls = assessControls({
    controls: criteria.controls,
    checks: new Map(criteria.checks.map((check) => [check.id, { version: check.version }])),
    aggregates: aggregator.aggregates(),
    applicability: criteria.applicability,
    asOf: AS_OF,
    mappingDigest: criteria.mappingDigest,
  });
  const verdicts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, controls.filter((control) => control.verdict === verdict).length]),
  ) as Record<Verdict, number>;
  const assessment: Assessment = {
    schemaVersion: 1,
    ...(options.unnamed === true ? {} : { organisation: criteria.organisation }),
    run: { id: run.id, status: "complete", startedAt: run.startedAt, endedAt: AS_OF },
    asOf: AS_OF,
    versions: run.versions,
    summary: { verdicts, ...programmeBounds(controls) },
    controls,
    connections: [],
  };
  const leaf = assessmentLeaf({
    runId: run.id,
    origin: "snapshot",
    asOf: AS_OF,
    digest: sha256(`${canonicalJson(assessment)}\n`),
    resultsDigest: resultsDigest(ordered.map(({ checkId, resultsDigest: digest }) => ({ checkId, digest }))),
  });
  await store.seal([{ leaf, runId: run.id, type: "assessment" }]);
  await store.saveAssessment({ id: RUN_ID, runId: run.id, createdAt: AS_OF, origin: "snapshot", assessment });
  return {
    source: await exportSource(installation, run),
    installation,
    run,
    async dispose() {
      await installation.close();
      await rm(workshop.dataDir, { recursive: true, force: true });
    },
  };
}

/** The database in memory, objects on the disk. */
async function inMemory(): Promise<Installation> {
  const memory = await memoryWorkshop({ registry, clock: { now: () => new Date(AS_OF) } });
  const blobs = await openBlobs(memory.dataDir);
  return {
    workshop: { ...memory, blobs },
    criteria: await mappingCriteria(),
    store: memory.store,
    blobs,
    close: () => memory.dispose(),
  } as unknown as Installation;
}

async function onDisk(dataDir: string): Promise<Installation> {
  return openInstallation(await loadSettings({ cwd: dataDir, dataDir, env: {} }));
}

let mapping: ReturnType<typeof loadMapping> | undefined;

async function mappingCriteria(): Promise<Criteria> {
  const { controls, digest, version } = await (mapping ??= loadMapping({ directory: MAPPINGS, checks }));
  return {
    organisation: "Example & Sons",
    checks,
    params: effectiveParameters(checks, {}, "test"),
    controls,
    mappingDigest: digest,
    mappingVersion: version,
    applicability: new Map([
      [
        "7.4",
        { applicable: false, justification: "no premises of our own", approver: "A. Owner", decidedOn: "2026-01-15" },
      ],
    ]),
  };
}

function runOf(criteria: Criteria): Run {
  return {
    id: RUN_ID,
    trigger: "demand",
    connections: ["made"],
    controls: [],
    startedAt: "2026-11-22T11:00:00.000Z",
    endedAt: AS_OF,
    status: "complete",
    step: "done",
    versions: versionsOf(criteria, "0.0.0-made", process.versions.node),
  };
}

/** The results split evenly over the checks. */
function sharesOf({ results, checks: most = 50 }: MadeRunOptions): readonly (readonly [AnyCheck, number])[] {
  const chosen = checks.slice(0, Math.max(1, Math.min(most, results)));
  return chosen.map((check, n) => [
    check,
    Math.floor((results * (n + 1)) / chosen.length) - Math.floor((results * n) / chosen.length),
  ]);
}

function* resultsOf(
  check: AnyCheck,
  count: number,
  options: MadeRunOptions,
  criteria: Criteria,
  captures: Map<string, Evidence>,
): Generator<CheckResult, void, void> {
  const { connections = 1, outcome = mixed, subject = resource, observed = told } = options;
  const params = criteria.params.get(check.id);
  const paramsDigest = digestOf(params);
  const expected = check.expected(params);
  for (let n = 0; n < count; n += 1) {
    const part = Math.floor((n * connections * 2) / count);
    const account = String(111_122_223_333 + Math.floor(part / 2));
    const scope: Scope = { platform: "aws", account, ...(part % 2 === 0 ? {} : { region: "eu-west-1" }) };
    const evidence = captureOf(check.over.id, scope, captures);
    const name = subject(n);
    yield {
      checkId: check.id,
      checkVersion: check.version,
      connection: `made-${account}`,
      scope,
      subject: name,
      ...outcome(n),
      expected,
      observed: observed(n),
      evidence: [[evidence.id, name]],
      paramsDigest,
      asOf: AS_OF,
    };
  }
}

function resource(n: number): string {
  return `arn:aws:iam::111122223333:user/people/worker-${n}`;
}

function told(n: number): string {
  return `value ${n % 100}`;
}

function captureOf(kind: string, scope: Scope, captures: Map<string, Evidence>): Evidence {
  const key = `${kind} ${canonicalJson(scope)}`;
  const known = captures.get(key);
  if (known !== undefined) return known;
  const digest = sha256(key);
  const made: Evidence = {
    type: "evidence",
    schemaVersion: 1,
    id: `ev_${digest.slice(0, 40)}`,
    runId: RUN_ID,
    recordType: "observation",
    kind,
    kindVersion: 1,
    connection: `made-${scope.account}`,
    environment: "test",
    scope,
    trigger: { type: "demand" },
    requestedAt: "2026-11-22T11:00:00.000Z",
    startedAt: "2026-11-22T11:00:01.000Z",
    completedAt: "2026-11-22T11:00:02.000Z",
    validUntil: "2026-12-06T11:00:02.000Z",
    principal: "arn:aws:iam::111122223333:user/reader",
    population: { received: 1, excluded: [], complete: true },
    populationDefinition: "Made up for a test.",
    exchanges: { digest, count: 1, calls: { "iam:ListUsers": 1 } },
    gaps: [],
    redactions: [],
    records: { digest, count: 1, recordsRoot: digest, bytes: 1 },
    sensitivity: "internal",
    personalData: false,
    collector: { id: "aws-iam", version: "1.0.0" },
    software: { name: "exhibit", version: "0.0.0-made" },
  };
  captures.set(key, made);
  return made;
}

function sealEntry(evidence: Evidence): SealEntry {
  const { digest } = evidence.records;
  return {
    leaf: Buffer.from(canonicalJson(evidence)),
    runId: RUN_ID,
    type: "evidence",
    evidence: { evidence, recordsBlob: digest, exchangesBlob: digest, saltSeed: digest },
  };
}

async function rowOf(
  check: AnyCheck,
  counts: OutcomeCounts,
  digest: string,
  spool: Spool,
  store: () => Promise<string>,
): Promise<CheckRunRow> {
  return {
    checkId: check.id,
    checkVersion: check.version,
    counts,
    resultsBlob: await store(),
    resultsDigest: digest,
    resultsBytes: spool.bytes,
  };
}

async function* nonPass(
  { blobs }: Installation,
  rows: readonly CheckRunRow[],
): AsyncGenerator<CheckResult, void, void> {
  for (const { resultsBlob } of rows) {
    for await (const line of linesOf(readPacked(blobs, resultsBlob)))
      if (!line.includes('"outcome":"pass"')) yield JSON.parse(line) as CheckResult;
  }
}
