import type { ConnectionOutcome, Gap, Run, RunStatus, Scope, StoredEvidence } from "../core/index.ts";
import type { AnyCollector } from "../sdk/index.ts";
import { carriedLeafType, connectionLeafType, type CarriedRecord, type ConnectionRecord } from "./connection.ts";
import { gapsOf } from "./evaluate/sources.ts";
import type { Workshop } from "./ports.ts";

const GAPS_SHOWN = 1000;

/** How every connection of a run ended, from what was sealed: the same before and after a crash. */
export async function connectionOutcomes(
  workshop: Workshop,
  run: Run,
  evidence: readonly StoredEvidence[],
): Promise<readonly ConnectionOutcome[]> {
  const outcomes: ConnectionOutcome[] = [];
  for (const id of run.connections) {
    const type = run.assembled === true ? carriedLeafType(id) : connectionLeafType(id);
    const leaf = await workshop.store.leafOf(run.id, type);
    const record = leaf === undefined ? undefined : recordIn(leaf.leaf);
    outcomes.push(
      await outcome(
        workshop,
        id,
        record ?? (await unrecorded(workshop, run, id)),
        evidence.filter((stored) => stored.evidence.connection === id),
      ),
    );
  }
  return outcomes;
}

/** What is known of how a connection ended: of one that was not sealed, only why. */
type Recorded = Partial<Pick<ConnectionRecord | CarriedRecord, "collector" | "calls" | "error">>;

/** More attempts than these since an assembled run, and it is judged again as if the connection had never been asked. */
const LOOKED_AT = 10_000;

/**
 * Why a connection has no record. A run that collects was cut short. An assembled one was only if there was something to
 * carry when it began: an attempt that had ended by then; else nobody had ever asked this connection.
 */
async function unrecorded({ store }: Workshop, run: Run, id: string): Promise<Recorded> {
  const interrupted = (message: string, remedy: string): Recorded => ({
    error: { code: "RUN_INTERRUPTED", message, remedy },
  });
  if (run.assembled !== true)
    return interrupted("the collection was interrupted before this connection was sealed", "run the snapshot again");
  const attempts = await store.collectionsOf(id, { limit: LOOKED_AT });
  if (attempts.some(({ leaf }) => recordIn(leaf).endedAt <= run.startedAt))
    return interrupted(
      "the assessment was interrupted before it took in what this connection had collected",
      "run `exhibit assess` again",
    );
  return {
    error: {
      code: "NOTHING_COLLECTED",
      message: "nothing has been collected from this connection yet",
      remedy: `run \`exhibit snapshot --connection ${id}\`, or wait for its first scheduled run`,
    },
  };
}

function recordIn(leaf: Uint8Array): ConnectionRecord | CarriedRecord {
  return JSON.parse(Buffer.from(leaf).toString("utf8")) as ConnectionRecord | CarriedRecord;
}

async function outcome(
  workshop: Workshop,
  id: string,
  record: Recorded,
  evidence: readonly StoredEvidence[],
): Promise<ConnectionOutcome> {
  const collectorId = record.collector ?? evidence[0]?.evidence.collector.id ?? "";
  const collector = workshop.registry.collectors.find((known) => known.id === collectorId);
  const gaps: (Gap & { scope: Scope })[] = [];
  let omitted = 0;
  let worrying = false;
  for (const stored of evidence) {
    for await (const gap of gapsOf(workshop, stored)) {
      worrying ||= !expected(gap, collector);
      if (gaps.length < GAPS_SHOWN) gaps.push({ ...gap, scope: stored.evidence.scope });
      else omitted += 1;
    }
  }
  const { error } = record;
  const scopes = new Map(evidence.map(({ evidence: { scope } }) => [JSON.stringify(scope), scope]));
  const principals = [...new Set(evidence.map(({ evidence: { principal } }) => principal))];
  return {
    id,
    collector: collectorId,
    scope: [...scopes.values()],
    ...(principals.length === 0 ? {} : { principal: principals.join(", ") }),
    status: evidence.length === 0 ? "failed" : error !== undefined || worrying ? "incomplete" : "complete",
    calls: record.calls ?? {},
    gaps,
    gapsOmitted: omitted,
    ...(error === undefined ? {} : { error }),
  };
}

/**
 * A gap that was asked for (`disabled`), or that the platform gives to most accounts (an optional operation denied),
 * leaves a run complete. A sign-in, on which no kind rests by itself, is optional only where nobody wants to sign in.
 */
function expected(gap: Gap, collector: AnyCollector | undefined): boolean {
  if (gap.reason === "disabled" || gap.reason === "not-licensed") return true;
  const operation = collector?.operations.find(({ id }) => id === gap.operation);
  return gap.reason === "denied" && operation?.optional === true && operation.kinds.length > 0;
}

export function statusOf(outcomes: readonly ConnectionOutcome[]): Exclude<RunStatus, "running"> {
  if (outcomes.every(({ status }) => status === "failed")) return "failed";
  return outcomes.every(({ status }) => status === "complete") ? "complete" : "incomplete";
}
