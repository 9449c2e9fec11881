import { durationMs, ExhibitError, type Schedule } from "../core/index.ts";
import type { ScheduleSettings, Settings } from "./schema.ts";

/**
 * The schedule of every connection that has one. A schedule that names connections goes before one that names none.
 * CONFIG_INVALID when one names a connection that is not there, or two claim the same.
 */
export function schedulesOf(
  settings: Pick<Settings, "connections" | "schedules">,
  platformOf: (collector: string) => string,
): readonly Schedule[] {
  const ids = new Set(settings.connections.map(({ id }) => id));
  const named = new Map<string, ScheduleSettings>();
  for (const schedule of settings.schedules) {
    for (const id of schedule.connections) {
      if (!ids.has(id)) throw invalid(`a schedule names connection "${id}", which is not configured`);
      if (named.has(id)) throw invalid(`two schedules name connection "${id}"`);
      named.set(id, schedule);
    }
  }
  const [forAll, second] = settings.schedules.filter(({ connections }) => connections.length === 0);
  if (second !== undefined) throw invalid("two schedules name no connections: which one holds for the rest?");
  return settings.connections.flatMap(({ id, collector }) => {
    const schedule = named.get(id) ?? forAll;
    return schedule === undefined ? [] : [scheduleOf(id, platformOf(collector), schedule)];
  });
}

function scheduleOf(connection: string, platform: string, settings: ScheduleSettings): Schedule {
  const { cron, every, timeZone, jitter, priority } = settings;
  const jitterMs = durationMs(jitter) ?? 0;
  const common = { connection, platform, jitterMs, priority };
  if (cron !== undefined) return { ...common, cron, timeZone };
  const everyMs = every === undefined ? undefined : durationMs(every);
  return { ...common, ...(everyMs === undefined ? {} : { everyMs }) };
}

function invalid(message: string): ExhibitError {
  return new ExhibitError("CONFIG_INVALID", message, { place: "schedules", remedy: "correct `schedules` in the file" });
}
