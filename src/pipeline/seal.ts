import {
  canonicalJson,
  durationMs,
  instant,
  scopeKey,
  sha256,
  type Digest,
  type Evidence,
  type EvidenceRow,
  type ExchangeRecord,
  type Instant,
  type Run,
  type SealEntry,
  type Scope,
} from "../core/index.ts";
import { byteLines, recordsRoot, saltSeed } from "../ledger/records.ts";
import type { AnyCollector, AnyKind } from "../sdk/index.ts";
import type { Capture } from "./capture.ts";
import { storePacked } from "./packing.ts";
import { sealStored } from "./seal-stored.ts";
import type { Workshop } from "./ports.ts";

export interface SealContext {
  readonly workshop: Workshop;
  readonly run: Run;
  readonly collector: AnyCollector;
  readonly connection: string;
  readonly environment: string;
  readonly requestedAt: Instant;
  /** The session's exchanges with this label and these operations, in order. */
  readonly exchanges: (filter: {
    readonly label: string;
    readonly operations: readonly string[];
  }) => Iterable<ExchangeRecord>;
  readonly clockSkewSeconds: number | undefined;
  readonly archive:
    | { readonly digest: Digest; readonly bytes: number; readonly encryption: "age" | "none" }
    | undefined;
  /** Puts the archive into the object store once more. */
  readonly storeArchiveAgain: () => Promise<unknown>;
}

/**
 * Seals the captures of one connection, and the record of how its collection ended, in one transaction: after a crash there
 * is all of it or nothing. False when this run had sealed the connection before; nothing was added then.
 */
export async function sealConnection(
  captures: readonly Capture[],
  context: SealContext,
  closing: (sealed: readonly Evidence[]) => { readonly leaf: Uint8Array; readonly type: string },
): Promise<boolean> {
  const { workshop, run } = context;
  const entries: SealEntry[] = [];
  const lists: ExchangeLists = new Map();
  /** How each object came into the store, archives aside. */
  const puts: Put[] = [];
  for (const capture of captures) {
    const row = await sealable(capture, context, lists, puts);
    entries.push({ leaf: Buffer.from(canonicalJson(row.evidence)), runId: run.id, type: "evidence", evidence: row });
  }
  const { leaf, type } = closing(entries.flatMap(({ evidence }) => evidence?.evidence ?? []));
  entries.push({ leaf, runId: run.id, type });
  const storeAgain = async (): Promise<void> => {
    await context.storeArchiveAgain();
    for (const put of puts) await put();
  };
  const indices = await sealStored(workshop.store, entries, storeAgain, { unless: { runId: run.id, type } });
  for (const capture of captures) {
    await capture.records.remove();
    await capture.gaps.remove();
  }
  return indices.length > 0;
}

type Put = () => Promise<Digest>;

async function sealable(
  capture: Capture,
  context: SealContext,
  lists: ExchangeLists,
  puts: Put[],
): Promise<EvidenceRow> {
  const { workshop, collector, run } = context;
  const put = (open: () => AsyncIterable<Uint8Array>): Promise<Digest> => {
    const once: Put = () => storePacked(workshop.blobs, open());
    puts.push(once);
    return once();
  };
  const { kind, scope } = capture;
  const population = await capture.settle();
  const recordsDigest = await capture.records.end();
  const gapsDigest = await capture.gaps.end();
  const seed = saltSeed(workshop.saltKey, recordsDigest);
  const root = await recordsRoot(seed, byteLines(capture.records.read()));
  const recordsBlob = await put(() => capture.records.read());
  const gapsBlob = capture.gaps.lines === 0 ? undefined : await put(() => capture.gaps.read());
  const list = await exchangeList(kind, scope, context, lists, put);
  const now = instant(workshop.clock.now());
  const completedAt = list.endedAt ?? now;
  const preRedactionDigest = capture.preRedactionDigest();
  const facts = {
    type: "evidence",
    schemaVersion: 1,
    recordType: "observation",
    kind: kind.id,
    kindVersion: kind.version,
    connection: context.connection,
    environment: context.environment,
    scope,
    trigger: { type: run.trigger },
    requestedAt: context.requestedAt,
    startedAt: list.startedAt ?? now,
    completedAt,
    ...(capture.sourceAt === undefined ? {} : { sourceAt: capture.sourceAt }),
    ...(context.clockSkewSeconds === undefined ? {} : { clockSkewSeconds: context.clockSkewSeconds }),
    validUntil: later(capture.sourceAt ?? completedAt, kind.validFor),
    principal: capture.principal,
    population,
    populationDefinition: kind.population,
    exchanges: {
      digest: list.digest,
      count: list.count,
      calls: list.calls,
      ...(context.archive === undefined ? {} : { archive: context.archive }),
    },
    gaps: capture.gapSummaries,
    ...(gapsBlob === undefined ? {} : { gapsDigest }),
    redactions: capture.redactions,
    records: {
      digest: recordsDigest,
      ...(preRedactionDigest === undefined ? {} : { preRedactionDigest }),
      count: capture.records.lines,
      recordsRoot: root,
      bytes: capture.records.bytes,
    },
    sensitivity: kind.sensitivity,
    personalData: kind.personalData,
    collector: { id: collector.id, version: collector.version },
    software: { name: "exhibit", version: workshop.version },
  } satisfies Omit<Evidence, "id" | "runId">;
  return {
    evidence: { ...facts, id: evidenceId(facts), runId: run.id },
    recordsBlob,
    exchangesBlob: list.blob,
    ...(gapsBlob === undefined ? {} : { gapsBlob }),
    ...(context.archive === undefined ? {} : { archiveBlob: context.archive.digest }),
    saltSeed: seed,
  };
}

/** Same answers at the same clock give the same id: it is a digest of everything but the run. */
export function evidenceId(facts: Omit<Evidence, "id" | "runId">): string {
  return `ev_${sha256(canonicalJson(facts)).slice(0, 40)}`;
}

interface ExchangeList {
  readonly digest: Digest;
  readonly blob: Digest;
  readonly count: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

/** By labels and operations: kinds that come from the same calls (all resource types of a query) rest on one list. */
type ExchangeLists = Map<string, ExchangeList>;

async function exchangeList(
  kind: AnyKind,
  scope: Scope,
  context: SealContext,
  lists: ExchangeLists,
  put: (open: () => AsyncIterable<Uint8Array>) => Promise<Digest>,
): Promise<ExchangeList> {
  const operations = context.collector.operations.filter(({ kinds }) => kinds.includes(kind.id)).map(({ id }) => id);
  const labels = new Set([scopeKey({ platform: scope.platform, account: scope.account }), scopeKey(scope)]);
  const key = JSON.stringify([[...labels], operations]);
  const known = lists.get(key);
  if (known !== undefined) return known;
  const exchanges = (): Iterable<ExchangeRecord> =>
    [...labels].flatMap((label) => [...context.exchanges({ label, operations })]);
  const calls: Record<string, number> = {};
  let count = 0;
  let startedAt: Instant | undefined;
  let endedAt: Instant | undefined;
  for (const exchange of exchanges()) {
    count += 1;
    calls[exchange.operation] = (calls[exchange.operation] ?? 0) + 1;
    if (startedAt === undefined || exchange.startedAt < startedAt) startedAt = exchange.startedAt;
    if (endedAt === undefined || exchange.endedAt > endedAt) endedAt = exchange.endedAt;
  }
  // Made again when it is needed again: a list may have megabytes, and all of them wait to be sealed together.
  const text = (): string => [...exchanges()].map((exchange) => `${canonicalJson(exchange)}\n`).join("");
  let first: string | undefined = text();
  const list: ExchangeList = {
    digest: sha256(first),
    blob: await put(() => bytesOf(first ?? text())),
    count,
    calls,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
  };
  first = undefined;
  lists.set(key, list);
  return list;
}

function later(from: Instant, duration: string): Instant {
  return instant(new Date(Date.parse(from) + (durationMs(duration) ?? 0)));
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  if (text !== "") yield Buffer.from(text, "utf8");
}
