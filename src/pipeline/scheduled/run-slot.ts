import { instant, isExhibitError, type ExhibitError, type Run, type SlotEnd } from "../../core/index.ts";
import type { Collected } from "../collect.ts";
import { collectConnection, sealedRecord, type ConnectionRecord } from "../connection.ts";
import { UNOBSERVED } from "../observer.ts";
import { versionsOf, type Connection } from "../plan.ts";
import { fail, finish, type SnapshotOptions } from "../run.ts";
import { fruitless } from "./fruitless.ts";

/** Pause before another look at a run that a living process still holds. */
const HELD_MS = 5_000;
/** Pause for a run whose sealed objects are in another machine's data directory: that one may judge it meanwhile. */
const ELSEWHERE_MS = 60_000;

export interface SlotRun {
  readonly runId: string;
  readonly trigger: "schedule" | "demand";
  /** A failure that a later attempt could mend is final now. */
  readonly lastAttempt: boolean;
}

export interface RunSlotOptions extends Omit<SnapshotOptions, "connections" | "trigger" | "controls" | "replay"> {
  readonly slot: SlotRun;
  readonly connection: Connection;
}

export type SlotOutcome =
  | { readonly status: Exclude<SlotEnd, "missed"> }
  | { readonly retryAfterMs: number }
  | {
      readonly needsPerson: { readonly code: string; readonly message: string; readonly remedy?: string };
      readonly status: "incomplete" | "failed";
    };

/**
 * One attempt at the run of a slot, under the slot's run id. Whatever an earlier attempt made durable stands: a connection
 * that was sealed is not collected again, only judged, and a run that ended is left alone. A failure that another attempt
 * may mend (the platform was away, this process ends) seals nothing, leaves the run open and is thrown; any other is closed
 * with the run. The signal's reason tells a cancellation (seal what there is) from an end of this process.
 */
export async function runSlot(options: RunSlotOptions): Promise<SlotOutcome> {
  const { store } = options.workshop;
  const { runId } = options.slot;
  const release = await store.claim(`run ${runId}`);
  if (release === undefined) return { retryAfterMs: HELD_MS };
  try {
    const run = await openRun(options);
    if (run.status !== "running") return { status: run.status };
    return await attempt(run, options);
  } finally {
    await release();
  }
}

async function openRun(options: RunSlotOptions): Promise<Run> {
  const { workshop, slot, connection, criteria } = options;
  await workshop.store.createRun({
    id: slot.runId,
    trigger: slot.trigger,
    connections: [connection.id],
    controls: [],
    startedAt: instant(workshop.clock.now()),
    status: "running",
    step: "collect",
    versions: versionsOf(criteria, workshop.version, options.nodeVersion),
    ...(options.part === true ? { part: true } : {}),
  });
  // One that an earlier attempt created stayed as it was.
  return workshop.store.getRun(slot.runId);
}

async function attempt(run: Run, options: RunSlotOptions): Promise<SlotOutcome> {
  const { workshop, connection, criteria, nodeVersion, onProgress, observer = UNOBSERVED } = options;
  const sealed = await sealedRecord(workshop, run.id, connection.id);
  try {
    const { record, judged } = await observer.step("run", { run: run.id, trigger: run.trigger }, async () => ({
      record: sealed ?? (await collectOnce(run, options)),
      judged: await finish({ workshop, run, criteria, nodeVersion, onProgress, observer }),
    }));
    return outcomeOf(record, judged.status);
  } catch (error) {
    if (sealed !== undefined && isExhibitError(error) && error.code === "BLOB_MISSING")
      return { retryAfterMs: ELSEWHERE_MS };
    if (!mayBeMended(error, options)) await fail(workshop, run, error);
    throw error;
  }
}

async function collectOnce(run: Run, options: RunSlotOptions): Promise<ConnectionRecord> {
  const { connection, observer = UNOBSERVED } = options;
  const { id } = connection;
  const attributes = { run: run.id, connection: id, collector: connection.collector.id };
  options.onProgress("collecting", { connection: id });
  const record = await observer.step("connection", attributes, () =>
    collectConnection({
      workshop: options.workshop,
      gateway: options.gateway,
      run,
      connection,
      env: options.env,
      signal: options.signal,
      secrets: options.secrets,
      archive: options.archive,
      replay: undefined,
      onProgress: (message, fields = {}) => options.onProgress(message, { connection: id, ...fields }),
      observer,
      giveUp: (collected) => reasonToGiveUp(collected, options),
    }),
  );
  const calls = Object.values(record.calls).reduce((sum, count) => sum + count, 0);
  options.onProgress("sealed", { connection: id, evidence: record.evidence, calls });
  return record;
}

/** Evidence of a moment at which the platform was away is worth less than evidence of a minute later. */
function reasonToGiveUp(collected: Collected, { signal, slot }: RunSlotOptions): Error | undefined {
  if (interrupted(signal)) return signal.reason as ExhibitError;
  if (signal.aborted || slot.lastAttempt) return undefined;
  const { error } = collected;
  if (isExhibitError(error) && error.retryable && error.actor === "platform") return error;
  return fruitless(collected);
}

function mayBeMended(error: unknown, { signal, slot }: RunSlotOptions): boolean {
  if (interrupted(signal)) return true;
  if (!isExhibitError(error) || !error.retryable) return false;
  // Our own database or disk says nothing about this run, however often it was tried.
  return error.actor === "operator" || !slot.lastAttempt;
}

function interrupted(signal: AbortSignal): boolean {
  return signal.aborted && isExhibitError(signal.reason) && signal.reason.code === "RUN_INTERRUPTED";
}

/** Credentials that are not accepted stay so until somebody does something about them. */
function outcomeOf({ error }: ConnectionRecord, status: "complete" | "incomplete" | "failed"): SlotOutcome {
  if (error === undefined || status === "complete" || !/^(AUTH|CONFIG|CLOCK)_/.test(error.code)) return { status };
  return { needsPerson: error, status };
}
