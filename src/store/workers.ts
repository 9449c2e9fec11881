import type { WorkerReport, WorkerRow } from "../core/slots.ts";
import type { Db } from "./db.ts";

interface Row {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly concurrency: number;
  readonly running: readonly string[];
  readonly started_at: string;
  readonly heartbeat_ms: number | string;
  readonly alive: boolean;
}

/** Workers that have been silent for longer are listed no more, and forgotten. */
const KEPT = "1 day";
const ALIVE = "1 minute";

export async function heartbeat(db: Db, worker: WorkerReport): Promise<void> {
  await db.query(
    `insert into exhibit.worker (id, host, pid, version, concurrency, started_at, heartbeat_at)
     values ($1, $2, $3, $4, $5, $6, clock_timestamp())
     on conflict (id) do update set concurrency = excluded.concurrency, heartbeat_at = excluded.heartbeat_at`,
    [worker.id, worker.host, worker.pid, worker.version, worker.concurrency, worker.startedAt],
  );
}

export async function retireWorker(db: Db, id: string): Promise<void> {
  await db.query(`delete from exhibit.worker where id = $1 or heartbeat_at < clock_timestamp() - interval '${KEPT}'`, [
    id,
  ]);
}

export async function workers(db: Db): Promise<readonly WorkerRow[]> {
  const rows = await db.query<Row>(
    `select id, host, pid, version, concurrency, started_at,
            array(select run_id from exhibit.slot where state = 'running' and worker = w.id order by run_id) as running,
            floor(extract(epoch from heartbeat_at) * 1000) as heartbeat_ms,
            heartbeat_at > clock_timestamp() - interval '${ALIVE}' as alive
     from exhibit.worker w where heartbeat_at > clock_timestamp() - interval '${KEPT}' order by started_at, id`,
  );
  return rows.map(({ started_at, heartbeat_ms, ...row }) => ({
    ...row,
    startedAt: started_at,
    heartbeatAt: new Date(Number(heartbeat_ms)).toISOString(),
  }));
}
