import type { PlannedSchedule, Schedule } from "../core/slots.ts";
import type { Db } from "./db.ts";

interface Row {
  readonly connection: string;
  readonly platform: string;
  readonly cron: string | null;
  readonly time_zone: string | null;
  readonly every_ms: number | string | null;
  readonly jitter_ms: number | string;
  readonly priority: number;
  readonly planned_until: string;
}

export async function schedules(db: Db): Promise<readonly PlannedSchedule[]> {
  return (await db.query<Row>("select * from exhibit.schedule order by connection")).map(scheduleOf);
}

/** What was due by another recurrence than before is not for the new one to miss: it owes from now on. */
export async function saveSchedules(db: Db, wanted: readonly Schedule[], from: string): Promise<void> {
  await db.transaction(async (tx) => {
    const names = wanted.map(({ connection }) => connection);
    await tx.query("delete from exhibit.schedule where connection <> all($1::text[])", [names]);
    for (const one of wanted) {
      await tx.query(
        `insert into exhibit.schedule as s
           (connection, platform, cron, time_zone, every_ms, jitter_ms, priority, planned_until)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (connection) do update set platform = excluded.platform, cron = excluded.cron,
           time_zone = excluded.time_zone, every_ms = excluded.every_ms, jitter_ms = excluded.jitter_ms,
           priority = excluded.priority,
           planned_until = case
             when (s.cron, s.time_zone, s.every_ms) is distinct from (excluded.cron, excluded.time_zone, excluded.every_ms)
             then greatest(s.planned_until, excluded.planned_until) else s.planned_until end`,
        [
          one.connection,
          one.platform,
          one.cron ?? null,
          one.timeZone ?? null,
          one.everyMs ?? null,
          one.jitterMs,
          one.priority,
          from,
        ],
      );
    }
    await tx.query(
      `update exhibit.slot set state = 'cancelled', ended_at = $2, reason = 'the schedule was removed from the configuration'
       where state = 'due' and trigger = 'schedule' and connection <> all($1::text[])`,
      [names, from],
    );
  });
}

function scheduleOf(row: Row): PlannedSchedule {
  return {
    connection: row.connection,
    platform: row.platform,
    ...(row.cron === null ? {} : { cron: row.cron }),
    ...(row.time_zone === null ? {} : { timeZone: row.time_zone }),
    ...(row.every_ms === null ? {} : { everyMs: Number(row.every_ms) }),
    jitterMs: Number(row.jitter_ms),
    priority: row.priority,
    plannedUntil: row.planned_until,
  };
}
