import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  canonicalJson,
  ExhibitError,
  instant,
  isExhibitError,
  messageOf,
  type Evidence,
  type Instant,
  type Run,
  type UndeterminedReason,
} from "../core/index.ts";
import type { Gateway, Session } from "../gateway/index.ts";
import type { CollectContext } from "../sdk/index.ts";
import { collect, type Collected } from "./collect.ts";
import { UNOBSERVED, type RunObserver } from "./observer.ts";
import type { Connection } from "./plan.ts";
import type { Workshop } from "./ports.ts";
import { sealConnection, type SealContext } from "./seal.ts";

/** How a connection's collection ended; sealed as a leaf of its own, so that a failed sign-in leaves a trace too. */
export interface ConnectionRecord {
  readonly type: "connection";
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly connection: string;
  readonly collector: string;
  readonly collectorVersion: string;
  readonly requestedAt: Instant;
  readonly endedAt: Instant;
  readonly calls: Readonly<Record<string, number>>;
  readonly evidence: number;
  /** Set when nothing was seen in all that was sealed, because it was refused, say: why. */
  readonly unseen?: UndeterminedReason;
  readonly error?: { readonly code: string; readonly message: string; readonly remedy?: string };
}

export function connectionLeafType(connection: string): string {
  return `connection:${connection}`;
}

/** Where a run carries what an earlier run collected; the leaf is the {@link CarriedRecord}. */
export function carriedLeafType(connection: string): string {
  return `carried:${connection}`;
}

/** That a run judged again what another had collected. It made no calls; `error` is of the newest attempt, if that failed. */
export interface CarriedRecord extends Omit<ConnectionRecord, "type"> {
  readonly type: "carried";
  /** The run that collected the evidence. */
  readonly carriedFrom: string;
}

export interface CollectConnectionOptions {
  readonly workshop: Workshop;
  readonly gateway: Gateway;
  readonly run: Run;
  readonly connection: Connection;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly secrets: readonly string[];
  readonly archive: { readonly recipients: readonly string[] } | undefined;
  readonly replay: { readonly path: string; readonly identity?: string } | undefined;
  readonly onProgress: CollectContext["progress"];
  readonly observer?: RunObserver | undefined;
  /** Asked before anything is sealed: an error is thrown, and nothing of this collection stays. */
  readonly giveUp?: (collected: Collected) => Error | undefined;
}

/** Collects and seals one connection. Nothing that goes wrong in it reaches the others: it ends up in the record. */
export async function collectConnection(options: CollectConnectionOptions): Promise<ConnectionRecord> {
  const { workshop, run, connection, signal } = options;
  const folder = join(workshop.dataDir, "spool", run.id, connection.id);
  const session = await options.gateway.openSession({
    collector: connection.collector,
    connection: connection.id,
    endpoints: connection.collector.endpoints(connection.config, options.env),
    signal,
    secrets: secretsOf(connection, options.secrets),
    ...(options.archive === undefined
      ? {}
      : { archive: { directory: folder, recipients: options.archive.recipients } }),
    ...(options.replay === undefined ? {} : { replay: options.replay }),
    onAttempt: (event) => options.observer?.attempt(connection, event),
  });
  try {
    return await collectThrough(session, folder, options);
  } finally {
    // What went wrong half-way leaves neither requests in flight nor raw answers on the disk.
    await session.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What must not be written of this connection's exchanges: everything referenced but what its collector calls no secret. */
export function secretsOf({ collector, config }: Connection, referenced: readonly string[]): readonly string[] {
  const secretSettings: readonly string[] | undefined = collector.secretSettings;
  if (secretSettings === undefined || typeof config !== "object" || config === null) return referenced;
  const open = Object.entries(config).flatMap(([name, value]) => (secretSettings.includes(name) ? [] : textsIn(value)));
  return referenced.filter((secret) => !open.some((text) => text.includes(secret)));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function collectThrough(
  session: Session,
  folder: string,
  options: CollectConnectionOptions,
): Promise<ConnectionRecord> {
  const { workshop, run, connection, signal } = options;
  const requestedAt = instant(workshop.clock.now());
  const collected = await collect({
    collector: connection.collector,
    config: connection.config,
    env: options.env,
    door: session.door,
    clock: workshop.clock,
    signal,
    ...(options.replay === undefined ? {} : { replayed: true }),
    folder,
    saltKey: workshop.saltKey,
    onProgress: options.onProgress,
  });
  const closed = await session.close();
  const error = collected.error ?? session.violations()[0];
  const givenUp = options.giveUp?.({ ...collected, ...(error === undefined ? {} : { error }) });
  if (givenUp !== undefined) throw givenUp;
  const archive = closed.archive === undefined ? undefined : await keepArchive(workshop, closed.archive);
  const sealing = {
    workshop,
    run,
    collector: connection.collector,
    connection: connection.id,
    environment: connection.environment,
    requestedAt,
    exchanges: (filter: Parameters<SealContext["exchanges"]>[0]) => session.exchanges(filter),
    clockSkewSeconds: session.clockSkewSeconds(),
    archive,
    storeArchiveAgain: async () => closed.archive === undefined || keepArchive(workshop, closed.archive),
  } satisfies SealContext;
  const recordOf = (sealed: readonly Evidence[]): ConnectionRecord => ({
    type: "connection",
    schemaVersion: 1,
    runId: run.id,
    connection: connection.id,
    collector: connection.collector.id,
    collectorVersion: connection.collector.version,
    requestedAt,
    endedAt: instant(workshop.clock.now()),
    calls: session.calls(),
    evidence: sealed.length,
    ...unseenIn(sealed),
    ...errorOf(error, signal),
  });
  const type = connectionLeafType(connection.id);
  await (options.observer ?? UNOBSERVED).step("seal", { connection: connection.id }, () =>
    sealConnection(collected.captures, sealing, (sealed) => ({
      leaf: Buffer.from(canonicalJson(recordOf(sealed))),
      type,
    })),
  );
  // What was sealed counts, also when another attempt at this run was faster.
  const record = await sealedRecord(workshop, run.id, connection.id);
  if (record === undefined)
    throw new ExhibitError("INTERNAL", `connection ${connection.id} was sealed without a record`);
  return record;
}

/** How the collection of a connection in this run ended; undefined when it was not sealed. */
export async function sealedRecord(
  workshop: Workshop,
  runId: string,
  connection: string,
): Promise<ConnectionRecord | undefined> {
  const found = await workshop.store.leafOf(runId, connectionLeafType(connection));
  return found === undefined ? undefined : (JSON.parse(Buffer.from(found.leaf).toString("utf8")) as ConnectionRecord);
}

async function keepArchive(
  workshop: Workshop,
  archive: {
    readonly path: string;
    readonly digest: string;
    readonly bytes: number;
    readonly encryption: "age" | "none";
  },
) {
  const stored = await workshop.blobs.put(createReadStream(archive.path));
  return { digest: stored.digest, bytes: stored.bytes, encryption: archive.encryption };
}

/** A platform that refuses every list leaves evidence of that, and has shown nothing. */
function unseenIn(sealed: readonly Evidence[]): Pick<ConnectionRecord, "unseen"> {
  if (sealed.length === 0 || sealed.some(({ population }) => population.complete || population.received > 0)) return {};
  return { unseen: sealed.flatMap(({ gaps }) => gaps)[0]?.reason ?? "truncated" };
}

function errorOf(error: unknown, signal: AbortSignal): Pick<ConnectionRecord, "error"> {
  if (error === undefined) return {};
  if (signal.aborted) return { error: { code: "CANCELLED", message: "the run was cancelled" } };
  if (!isExhibitError(error)) return { error: { code: "INTERNAL", message: messageOf(error) } };
  return {
    error: {
      code: error.code,
      message: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    },
  };
}
