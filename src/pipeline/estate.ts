import { canonicalJson, ExhibitError, instant, isExhibitError, uuidV7, type Run } from "../core/index.ts";
import { carriedLeafType, type CarriedRecord, type ConnectionRecord } from "./connection.ts";
import { versionsOf, type Criteria } from "./plan.ts";
import type { Workshop } from "./ports.ts";
import { conclude, type RunProgress, type SnapshotResult } from "./run.ts";

export interface AssembleOptions {
  readonly workshop: Workshop;
  readonly criteria: Criteria;
  /** Ids of all configured connections. */
  readonly connections: readonly string[];
  readonly trigger: Run["trigger"];
  readonly nodeVersion: string;
  readonly onProgress: RunProgress;
}

/**
 * A run that collects nothing: it judges the newest evidence of every connection together. Scheduled runs see one
 * connection each; only together do they say how the organisation stands, and only so can checks follow a person from one
 * platform to another. Evidence keeps its age: what is older than it is valid for is undetermined (`expired`). A connection
 * whose newest attempt failed says so. Fails with NOTHING_COLLECTED while no connection has sealed any evidence.
 */
export async function assembleEstate(options: AssembleOptions): Promise<SnapshotResult> {
  const { workshop, criteria, connections } = options;
  // Before anything is looked up: what ends from now on is news for the next one; what had ended by then and is not carried
  // was lost, see `connectionOutcomes`.
  const startedAt = workshop.clock.now();
  const collected = await Promise.all(connections.map((id) => newestOf(workshop, id)));
  if (collected.every((one) => one?.sealedBy === undefined)) {
    throw new ExhibitError("NOTHING_COLLECTED", "no connection has sealed any evidence yet", {
      remedy: "run `exhibit snapshot`, or wait for the first scheduled run",
    });
  }
  const run: Run = {
    id: uuidV7(startedAt),
    trigger: options.trigger,
    connections,
    controls: [],
    startedAt: instant(startedAt),
    status: "running",
    step: "seal",
    versions: versionsOf(criteria, workshop.version, options.nodeVersion),
    assembled: true,
  };
  return conclude({ ...options, run }, async () => {
    for (const one of collected) if (one !== undefined) await carry(workshop, run, one);
  });
}

/** More runs that ended between two assessments of everything are news for certain. */
const LOOKED_AT = 500;
/** Evidence grows old without anybody collecting: the verdicts of everything are never much older than this. */
const STALE_MS = 86_400_000;

/**
 * Whether the newest assessment of everything has not seen all that there is: a run has come to its end since it began, well or
 * badly, or it is a day old. False while nothing was ever collected.
 */
export async function hasNews(store: Workshop["store"], now: Date): Promise<boolean> {
  const whole = await newestWhole(store);
  const ended = await store.runsEndedAfter(whole?.startedAt ?? "", LOOKED_AT);
  if (whole === undefined) return ended.length > 0;
  if (now.getTime() - Date.parse(whole.startedAt) > STALE_MS) return true;
  return ended.some((run) => run.id !== whole.id && run.assembled !== true);
}

async function newestWhole(store: Workshop["store"]): Promise<Run | undefined> {
  try {
    const run = await store.getRun("latest");
    return run.part === true ? undefined : run;
  } catch (error) {
    if (isExhibitError(error) && error.code === "RUN_NOT_FOUND") return undefined;
    throw error;
  }
}

interface Newest {
  /** Of the newest attempt, whether it sealed anything or not. */
  readonly attempt: ConnectionRecord;
  /** The newest run that sealed evidence of this connection. */
  readonly sealedBy: string | undefined;
}

async function newestOf(workshop: Workshop, connection: string): Promise<Newest | undefined> {
  const [attempt] = await workshop.store.collectionsOf(connection, { limit: 1 });
  if (attempt === undefined) return undefined;
  const [sealed] = await workshop.store.collectionsOf(connection, { limit: 1, sealed: true });
  return {
    attempt: JSON.parse(Buffer.from(attempt.leaf).toString("utf8")) as ConnectionRecord,
    sealedBy: sealed?.runId,
  };
}

/** Evidence and the record of where it comes from, in one transaction: a crash leaves a connection carried or not. */
async function carry(workshop: Workshop, run: Run, { attempt, sealedBy }: Newest): Promise<void> {
  const evidence = sealedBy === undefined ? [] : await workshop.store.evidenceOfRun(sealedBy);
  const own = evidence.filter((stored) => stored.evidence.connection === attempt.connection);
  const record: CarriedRecord = {
    ...attempt,
    type: "carried",
    runId: run.id,
    calls: {},
    evidence: own.length,
    carriedFrom: sealedBy ?? attempt.runId,
  };
  await workshop.store.seal([
    ...own.map((stored) => ({ leaf: stored.receipt, runId: run.id, type: "evidence", evidence: stored })),
    { leaf: Buffer.from(canonicalJson(record)), runId: run.id, type: carriedLeafType(attempt.connection) },
  ]);
}
