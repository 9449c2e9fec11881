import { ExhibitError } from "../core/errors.ts";
import type {
  NewSlot,
  PlannedSchedule,
  QueuePause,
  Slot,
  SlotBegin,
  SlotEnding,
  SlotError,
  SlotFilter,
  SlotPutBack,
  SlotStore,
} from "../core/slots.ts";
import type { Db, Queryable, SqlValue } from "./db.ts";
import { saveSchedules, schedules } from "./schedules.ts";
import { heartbeat, retireWorker, workers } from "./workers.ts";

interface SlotRow {
  readonly run_id: string;
  readonly connection: string;
  readonly platform: string;
  readonly due_at: string;
  readonly not_before: string;
  readonly trigger: Slot["trigger"];
  readonly priority: number;
  readonly state: Slot["state"];
  readonly attempts: number;
  readonly failures: number;
  readonly crashes: number;
  readonly worker: string | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly error: string | null;
  readonly needs_person: boolean;
  readonly reason: string | null;
  readonly caught_up_by: string | null;
  readonly replays: string | null;
  readonly replayed_by: string | null;
  readonly cancel_requested: boolean;
}

/** What a later slot has seen whole, nobody needs to run again. */
const DEAD = `s.state = 'failed'
  and not exists (select from exhibit.slot r where r.replays = s.run_id)
  and not exists (select from exhibit.slot l
                   where l.connection = s.connection and l.due_at > s.due_at and l.state = 'complete')`;
const COLUMNS = "s.*, (select r.run_id from exhibit.slot r where r.replays = s.run_id) as replayed_by";

/** The slots on a migrated database. */
export function slotStore(db: Db): SlotStore {
  return {
    saveSchedules: (wanted, from) => saveSchedules(db, wanted, from),
    schedules: () => schedules(db),
    plan: (schedule, until, slots) => plan(db, schedule, until, slots),
    add: (slot) => insert(db, slot),
    get: (runId) => get(db, runId),
    list: (filter) => list(db, filter),
    heads: (now, connection) => heads(db, now, connection),
    begin: (runId, worker, now) => begin(db, runId, worker, now),
    putBack: (runId, attempt, back) => putBack(db, runId, attempt, back),
    end: (runId, ending) => end(db, runId, ending),
    requestCancel: (runId, at) => requestCancel(db, runId, at),
    cancelRequested: async (runIds) => {
      const rows = await db.query<{ run_id: string }>(
        "select run_id from exhibit.slot where run_id = any($1::text[]) and cancel_requested",
        [runIds],
      );
      return rows.map((row) => row.run_id);
    },
    openAmong: async (runIds) => {
      const rows = await db.query<{ run_id: string }>(
        "select run_id from exhibit.slot where run_id = any($1::text[]) and ended_at is null",
        [runIds],
      );
      return new Set(rows.map((row) => row.run_id));
    },
    replay: (runId, slot) => replay(db, runId, slot),
    open: async () => {
      const rows = await db.query<{ platform: string; state: "due" | "running"; count: number | string }>(
        `select platform, state, count(*) as count from exhibit.slot where state in ('due', 'running')
         group by platform, state order by platform, state`,
      );
      return rows.map((row) => ({ ...row, count: Number(row.count) }));
    },
    paused: () => isPaused(db),
    setPaused: (paused, at) => setPaused(db, paused, at),
    lastPause: () => lastPause(db),
    claim: (what) => db.claim(what),
    heartbeat: (worker) => heartbeat(db, worker),
    retireWorker: (id) => retireWorker(db, id),
    workers: () => workers(db),
  };
}

async function plan(db: Db, schedule: PlannedSchedule, until: string, slots: readonly NewSlot[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const rows = await tx.query(
      "update exhibit.schedule set planned_until = $3 where connection = $1 and planned_until = $2 returning connection",
      [schedule.connection, schedule.plannedUntil, until],
    );
    if (rows.length === 0) return false;
    for (const slot of slots) await insert(tx, slot);
    return true;
  });
}

async function insert(on: Queryable, slot: NewSlot): Promise<boolean> {
  const missed = slot.missed;
  const rows = await on.query(
    `insert into exhibit.slot (run_id, connection, platform, due_at, not_before, trigger, priority, state, ended_at,
                               reason, caught_up_by, replays)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning run_id`,
    [
      slot.runId,
      slot.connection,
      slot.platform,
      slot.dueAt,
      slot.notBefore,
      slot.trigger,
      slot.priority,
      missed === undefined ? "due" : "missed",
      missed?.at ?? null,
      missed?.reason ?? null,
      missed?.caughtUpBy ?? null,
      slot.replays ?? null,
    ],
  );
  return rows.length > 0;
}

async function get(db: Queryable, runId: string): Promise<Slot> {
  const [row] = await db.query<SlotRow>(`select ${COLUMNS} from exhibit.slot s where run_id = $1`, [runId]);
  if (row === undefined) throw notFound(runId);
  return slotOf(row);
}

async function list(db: Queryable, filter: SlotFilter): Promise<readonly Slot[]> {
  const params: SqlValue[] = [filter.limit];
  const conditions: string[] = [];
  const where = (condition: string, value: SqlValue): void => {
    params.push(value);
    conditions.push(condition.replace("?", `$${params.length}`));
  };
  if (filter.connection !== undefined) where("s.connection = ?", filter.connection);
  if (filter.connections !== undefined) where("s.connection = any(?::text[])", filter.connections);
  if (filter.states !== undefined) where("s.state = any(?::text[])", filter.states);
  if (filter.since !== undefined) where("s.due_at >= ?", filter.since);
  if (filter.until !== undefined) where("s.due_at < ?", filter.until);
  if (filter.needsPerson !== undefined) where("s.needs_person = ?", filter.needsPerson);
  if (filter.dead === true) conditions.push(DEAD);
  const rows = await db.query<SlotRow>(
    `select ${COLUMNS} from exhibit.slot s ${conditions.length === 0 ? "" : `where ${conditions.join(" and ")}`}
     order by s.due_at desc, s.run_id desc limit $1`,
    params,
  );
  return rows.map(slotOf);
}

async function heads(db: Queryable, now: string, connection: string | undefined): Promise<readonly Slot[]> {
  const rows = await db.query<SlotRow>(
    `select distinct on (s.connection) ${COLUMNS} from exhibit.slot s
     where s.state in ('due', 'running') and ($2::text is null or s.connection = $2)
     order by s.connection, s.state desc, greatest(s.not_before, $1), s.priority, s.due_at, s.run_id`,
    [now, connection ?? null],
  );
  return rows.map(slotOf);
}

async function begin(db: Db, runId: string, worker: string, now: string): Promise<SlotBegin> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query<SlotRow>("select s.* from exhibit.slot s where run_id = $1 for update", [runId]);
    if (row === undefined || row.ended_at !== null) return { outcome: "ended" };
    if (await isPaused(tx)) return { outcome: "paused" };
    const [other] = await tx.query<{ run_id: string }>(
      "select run_id from exhibit.slot where connection = $1 and state = 'running' and run_id <> $2",
      [row.connection, runId],
    );
    if (other !== undefined) return { outcome: "behind", runId: other.run_id };
    await tx.query(
      `update exhibit.slot set state = 'running', attempts = attempts + 1, worker = $2, started_at = coalesce(started_at, $3),
              crashes = crashes + case when state = 'running' and worker <> $2 then 1 else 0 end
       where run_id = $1`,
      [runId, worker, now],
    );
    return { outcome: "begun", slot: await get(tx, runId), cancelled: row.cancel_requested };
  });
}

async function isPaused(on: Queryable): Promise<boolean> {
  const [row] = await on.query<{ paused: boolean }>("select paused from exhibit.queue_state");
  return row?.paused === true;
}

async function setPaused(db: Db, paused: boolean, at: string): Promise<void> {
  await db.query(
    `update exhibit.queue_state set paused = $1,
            paused_at = case when $1 then $2 else paused_at end, resumed_at = case when $1 then null else $2 end
     where paused <> $1`,
    [paused, at],
  );
}

async function lastPause(db: Db): Promise<QueuePause | undefined> {
  const [row] = await db.query<{ paused_at: string | null; resumed_at: string | null }>(
    "select paused_at, resumed_at from exhibit.queue_state",
  );
  if (row === undefined || row.paused_at === null) return undefined;
  return { from: row.paused_at, ...(row.resumed_at === null ? {} : { until: row.resumed_at }) };
}

async function putBack(
  db: Db,
  runId: string,
  attempt: number,
  back: SlotPutBack,
): Promise<"due" | "cancelled" | undefined> {
  const error = back.error === undefined ? null : JSON.stringify(back.error);
  const [row] = await db.query<{ state: "due" | "cancelled" }>(
    `update exhibit.slot set worker = null, not_before = $3, error = coalesce($4, error), failures = failures + $5,
            state = case when cancel_requested then 'cancelled' else 'due' end,
            ended_at = case when cancel_requested then $6::text end,
            reason = case when cancel_requested then 'cancelled between two attempts' else reason end
     where run_id = $1 and state = 'running' and attempts = $2 returning state`,
    [runId, attempt, back.notBefore, error, back.counts === true ? 1 : 0, back.at],
  );
  return row?.state;
}

async function end(db: Db, runId: string, ending: SlotEnding): Promise<boolean> {
  const rows = await db.query(
    `update exhibit.slot set state = $2, ended_at = $3, error = coalesce($4, error), needs_person = $5, reason = $6,
            caught_up_by = $7
     where run_id = $1 and ended_at is null and ($8::integer is null or (state = 'running' and attempts = $8))
     returning run_id`,
    [
      runId,
      ending.state,
      ending.at,
      ending.error === undefined ? null : JSON.stringify(ending.error),
      ending.needsPerson === true,
      ending.reason ?? null,
      ending.caughtUpBy ?? null,
      ending.attempt ?? null,
    ],
  );
  return rows.length > 0;
}

async function requestCancel(db: Db, runId: string, at: string): Promise<"cancelled" | "requested" | "ended"> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query<SlotRow>("select s.* from exhibit.slot s where run_id = $1 for update", [runId]);
    if (row === undefined) throw notFound(runId);
    if (row.ended_at !== null) return "ended";
    if (row.state === "running") {
      await tx.query("update exhibit.slot set cancel_requested = true where run_id = $1", [runId]);
      return "requested";
    }
    await tx.query(
      `update exhibit.slot set cancel_requested = true, state = 'cancelled', ended_at = $2, reason = 'cancelled before it began'
       where run_id = $1`,
      [runId, at],
    );
    return "cancelled";
  });
}

async function replay(db: Db, runId: string, slot: NewSlot): Promise<Slot | undefined> {
  return db.transaction(async (tx) => {
    const [row] = await tx.query<SlotRow>("select s.* from exhibit.slot s where run_id = $1 for update", [runId]);
    if (row === undefined) throw notFound(runId);
    if (row.state !== "failed" || !(await insert(tx, { ...slot, replays: runId }))) return undefined;
    return get(tx, slot.runId);
  });
}

function slotOf(row: SlotRow): Slot {
  return {
    runId: row.run_id,
    connection: row.connection,
    platform: row.platform,
    dueAt: row.due_at,
    notBefore: row.not_before,
    trigger: row.trigger,
    priority: row.priority,
    state: row.state,
    attempts: row.attempts,
    failures: row.failures,
    crashes: row.crashes,
    needsPerson: row.needs_person,
    ...(row.worker === null ? {} : { worker: row.worker }),
    ...(row.started_at === null ? {} : { startedAt: row.started_at }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    ...(row.error === null ? {} : { error: JSON.parse(row.error) as SlotError }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.caught_up_by === null ? {} : { caughtUpBy: row.caught_up_by }),
    ...(row.replays === null ? {} : { replays: row.replays }),
    ...(row.replayed_by === null ? {} : { replayedBy: row.replayed_by }),
  };
}

function notFound(runId: string): ExhibitError {
  return new ExhibitError("RUN_NOT_FOUND", `no scheduled run ${JSON.stringify(runId)} exists`, {
    remedy: "List the scheduled runs with `exhibit status`.",
  });
}
