import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  ExhibitError,
  instant,
  isExhibitError,
  messageOf,
  systemErrorCode,
  uuidV7,
  type Assessment,
  type Run,
} from "../core/index.ts";
import type { Gateway } from "../gateway/index.ts";
import { alone } from "./alone.ts";
import { collectConnection, type CollectConnectionOptions } from "./connection.ts";
import { judge, type Judged } from "./judge.ts";
import { UNOBSERVED, type RunObserver } from "./observer.ts";
import { narrow, versionsOf, type Connection, type Criteria } from "./plan.ts";
import type { Workshop } from "./ports.ts";

const CONNECTIONS_AT_ONCE = 4;

export interface RunProgress {
  /** A step of a connection, or of the run as a whole when `connection` is empty. */
  (message: string, fields: Readonly<Record<string, string | number>>): void;
}

export interface SnapshotOptions {
  readonly workshop: Workshop;
  readonly gateway: Gateway;
  readonly connections: readonly Connection[];
  readonly criteria: Criteria;
  readonly trigger: Run["trigger"];
  /** Controls that the run was asked for; empty = all. */
  readonly controls: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nodeVersion: string;
  readonly signal: AbortSignal;
  /** Values that must be written nowhere. */
  readonly secrets: readonly string[];
  readonly archive: { readonly recipients: readonly string[] } | undefined;
  /** Other connections are configured too, so that this run says nothing of the whole. */
  readonly part?: boolean;
  readonly replay?: { readonly path: string; readonly identity?: string } | undefined;
  readonly onProgress: RunProgress;
  readonly observer?: RunObserver | undefined;
}

export interface SnapshotResult extends Judged {
  readonly run: Run;
}

/**
 * A whole run: collect and seal each connection, judge, publish. Each step is durable before the next begins, so that
 * after a crash {@link recover} completes the run from what was sealed.
 */
export async function snapshot(options: SnapshotOptions): Promise<SnapshotResult> {
  const { workshop } = options;
  const criteria = narrow(options.criteria, options.controls);
  if (options.connections.length === 0) {
    throw new ExhibitError("CONFIG_INVALID", "there is no connection to collect from", {
      remedy: "write a configuration with `exhibit init`, or try `exhibit demo`",
    });
  }
  const startedAt = workshop.clock.now();
  const run: Run = {
    id: uuidV7(startedAt),
    trigger: options.trigger,
    connections: options.connections.map(({ id }) => id),
    controls: options.controls,
    startedAt: instant(startedAt),
    status: "running",
    step: "collect",
    versions: versionsOf(criteria, workshop.version, options.nodeVersion),
    ...(options.part === true ? { part: true } : {}),
  };
  const { nodeVersion, onProgress, observer } = options;
  return conclude({ workshop, run, criteria, nodeVersion, onProgress, observer }, () => collectAll(run, options));
}

/** Takes a new run from `gather`, which seals what there is to judge, to its end. It is closed as failed when that breaks off. */
export async function conclude(options: FinishOptions, gather: () => Promise<void>): Promise<SnapshotResult> {
  const { workshop, run, observer = UNOBSERVED } = options;
  const release = await workshop.store.claim(`run ${run.id}`);
  await workshop.store.createRun(run);
  try {
    return await observer.step("run", { run: run.id, trigger: run.trigger }, async () => {
      await gather();
      return finish({ ...options, observer });
    });
  } catch (error) {
    // A store that cannot take even this leaves the run open, and the next start closes it. What is thrown is what failed first.
    await fail(workshop, run, error).catch((second: unknown) =>
      options.onProgress("the failure could not be stored; the next start closes the run", {
        run: run.id,
        reason: messageOf(second),
      }),
    );
    throw error;
  } finally {
    await release?.();
  }
}

/** What no connection can do without (disk, database) ends them all; nothing is still at work when this returns. */
async function collectAll(run: Run, options: SnapshotOptions): Promise<void> {
  const stopped = new AbortController();
  const signal = AbortSignal.any([options.signal, stopped.signal]);
  const waiting = [...options.connections];
  const observer = options.observer ?? UNOBSERVED;
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let connection = waiting.shift(); connection !== undefined; connection = waiting.shift()) {
      const { id } = connection;
      const work: CollectConnectionOptions = {
        workshop: options.workshop,
        gateway: options.gateway,
        run,
        connection,
        env: options.env,
        signal,
        secrets: options.secrets,
        archive: options.archive,
        replay: options.replay,
        onProgress: (message, fields = {}) => options.onProgress(message, { connection: id, ...fields }),
        observer,
      };
      const attributes = { run: run.id, connection: id, collector: connection.collector.id };
      const record = await alone(id, { ...options, signal }, () =>
        observer.step("connection", attributes, () => collectConnection(work)),
      );
      const calls = Object.values(record.calls).reduce((sum, count) => sum + count, 0);
      options.onProgress("sealed", { connection: id, evidence: record.evidence, calls });
    }
  };
  const workers = Array.from({ length: CONNECTIONS_AT_ONCE }, () =>
    work().catch((error: unknown) => {
      waiting.length = 0;
      failures.push(error);
      stopped.abort(error);
    }),
  );
  await Promise.all(workers);
  if (failures.length > 0) throw failures[0];
}

export interface FinishOptions {
  readonly workshop: Workshop;
  readonly run: Run;
  readonly criteria: Criteria;
  readonly nodeVersion: string;
  readonly onProgress: RunProgress;
  readonly observer?: RunObserver | undefined;
}

/** From sealed evidence to the end of the run. Also what completes an interrupted run. */
export async function finish(options: FinishOptions): Promise<SnapshotResult> {
  const { workshop, run, criteria, nodeVersion, onProgress, observer = UNOBSERVED } = options;
  const now = instant(workshop.clock.now());
  const timed: Run = { ...run, asOf: run.asOf ?? now, endedAt: run.endedAt ?? now };
  await workshop.store.updateRun(run.id, { step: "evaluate", asOf: timed.asOf ?? now, endedAt: timed.endedAt ?? now });
  const asOf = timed.asOf ?? now;
  const judged = await observer.step("judge", { run: run.id }, () =>
    judge({ workshop, run: timed, criteria, asOf, origin: "snapshot", nodeVersion, onProgress }),
  );
  await workshop.store.updateRun(run.id, { step: "publish" });
  onProgress("publishing the ledger", {});
  await observer.step("publish", { run: run.id }, () => workshop.ledger.publish());
  await rm(join(workshop.dataDir, "spool", run.id), { recursive: true, force: true });
  await workshop.store.updateRun(run.id, { step: "done", status: judged.status });
  return { ...judged, run: { ...timed, step: "done", status: judged.status } };
}

/** Closes a run as failed. */
export async function fail(workshop: Workshop, run: Run, error: unknown): Promise<void> {
  const described = isExhibitError(error)
    ? { code: error.code, message: error.message, ...(error.remedy === undefined ? {} : { remedy: error.remedy }) }
    : { code: "INTERNAL", message: messageOf(error) };
  await workshop.store.updateRun(run.id, {
    status: "failed",
    endedAt: instant(workshop.clock.now()),
    error: described,
  });
}

export interface RecoverOptions extends Omit<FinishOptions, "run"> {
  /** Several machines use this database, each with a data directory of its own. */
  readonly shared: boolean;
  /** Which of these runs the schedule looks after: it tries them again by itself, or hands them to another worker. */
  readonly tended: (runIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

export interface Recovered {
  readonly run: Run;
  /** `left`: its objects are in another data directory; the process that has them completes it. */
  readonly outcome: "completed" | "failed" | "left";
}

/**
 * Completes what a crash left open. Evidence that was sealed is judged as it would have been; connections that were not
 * reached are reported as interrupted. A run that sealed nothing is closed as failed, and so is one whose evidence cannot
 * be judged: it must not stand in the way of the others. Runs that a living process holds, here or on another machine,
 * are left alone.
 */
export async function recover(options: RecoverOptions): Promise<readonly Recovered[]> {
  const { workshop } = options;
  const recovered: Recovered[] = [];
  const open = await workshop.store.openRuns();
  const tended = await options.tended(open.map(({ id }) => id));
  for (const run of open) {
    if (tended.has(run.id)) continue;
    const release = await workshop.store.claim(`run ${run.id}`);
    if (release === undefined) continue;
    try {
      // Between the list and the claim its process may have finished it.
      if ((await workshop.store.getRun(run.id)).status === "running") recovered.push(await recoverRun(run, options));
      await rm(join(workshop.dataDir, "spool", run.id), { recursive: true, force: true });
    } finally {
      await release();
    }
  }
  if (!options.shared) await sweepSpool(workshop);
  return recovered;
}

/**
 * What processes left that were killed after they had closed their run. No other process uses the data directory; a run
 * that begins meanwhile in this one is stored as open before it has a folder.
 */
async function sweepSpool(workshop: Workshop): Promise<void> {
  const spool = join(workshop.dataDir, "spool");
  const names = await readdir(spool).catch(nothingThere);
  const open = new Set((await workshop.store.openRuns()).map(({ id }) => id));
  for (const name of names) if (!open.has(name)) await rm(join(spool, name), { recursive: true, force: true });
}

function nothingThere(error: unknown): readonly string[] {
  if (systemErrorCode(error) === "ENOENT") return [];
  throw error;
}

async function recoverRun(run: Run, options: RecoverOptions): Promise<Recovered> {
  const { workshop } = options;
  const evidence = await workshop.store.evidenceOfRun(run.id);
  options.onProgress("completing an interrupted run", { run: run.id, evidence: evidence.length });
  try {
    if (evidence.length === 0) {
      throw new ExhibitError("RUN_INTERRUPTED", "the run was interrupted before any evidence was sealed", {
        remedy: "run the snapshot again",
      });
    }
    const { run: finished } = await finish({ ...options, run, criteria: narrow(options.criteria, run.controls) });
    return { run: finished, outcome: "completed" };
  } catch (error) {
    if (isExhibitError(error) && error.code === "BLOB_MISSING" && options.shared) return { run, outcome: "left" };
    // A full disk or a database that is away says nothing about this run: it stays open for the next start.
    if (isExhibitError(error) && error.retryable && error.code !== "RUN_INTERRUPTED") throw error;
    await fail(workshop, run, error);
    return { run, outcome: "failed" };
  }
}

/** Judges the sealed evidence of a run again, with today's checks, mapping and parameters. The run itself stays as it was. */
export async function reassess(
  options: FinishOptions & { readonly asOf: string },
): Promise<Judged & { readonly previous: Assessment | undefined }> {
  const { workshop, run } = options;
  const previous = (await workshop.store.getAssessment(run.id))?.assessment;
  const judged = await judge({
    workshop,
    run,
    criteria: narrow(options.criteria, run.controls),
    asOf: options.asOf,
    origin: "reassess",
    nodeVersion: options.nodeVersion,
    onProgress: options.onProgress,
  });
  await workshop.ledger.publish();
  return { ...judged, previous };
}
