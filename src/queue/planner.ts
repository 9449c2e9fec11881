import { instant, uuidV7, type NewSlot, type PlannedSchedule } from "../core/index.ts";
import { dueBetween, jitterOf } from "./times.ts";

/** Missed slots that are recorded one by one; a minute's schedule after a year's sleep would be half a million. */
const MOST_LISTED = 1_000;

export interface Plan {
  /** Until where the slots are complete now. */
  readonly until: string;
  readonly slots: readonly NewSlot[];
  readonly missed: number;
}

export interface PlanOptions {
  readonly now: Date;
  readonly lateAfterMs: number;
  readonly newRunId: () => string;
}

/**
 * The slots of a schedule that became due and are not recorded yet. Only the newest can still be begun, and only when it is
 * not late: all others are missed. What is missed is caught up once, by the newest slot or by one that is due now. Undefined
 * when nothing became due.
 */
export function planSlots(schedule: PlannedSchedule, options: PlanOptions): Plan | undefined {
  const { now, lateAfterMs, newRunId } = options;
  const dues: Date[] = [];
  let more = false;
  for (const due of dueBetween(schedule, new Date(schedule.plannedUntil), now)) {
    more = dues.length === MOST_LISTED;
    if (more) break;
    dues.push(due);
  }
  const newest = dues.at(-1);
  if (newest === undefined) return undefined;
  const punctual = !more && now.getTime() - newest.getTime() <= lateAfterMs;
  const begins = punctual ? newest : now;
  const next: NewSlot = {
    ...slotAt(schedule, begins, newRunId()),
    notBefore: instant(new Date(begins.getTime() + (punctual ? jitterOf(schedule, begins) : 0))),
  };
  const missed = (punctual ? dues.slice(0, -1) : dues).map((due, index, all) => ({
    ...slotAt(schedule, due, newRunId()),
    missed: {
      at: instant(now),
      reason: more && index === all.length - 1 ? `${MISSED}, as was every later one until ${instant(now)}` : MISSED,
      caughtUpBy: next.runId,
    },
  }));
  return { until: more || !punctual ? instant(now) : instant(newest), slots: [...missed, next], missed: missed.length };
}

const MISSED = "nothing was running to begin it when it was due";

function slotAt(schedule: PlannedSchedule, due: Date, runId: string): NewSlot {
  const { connection, platform, priority } = schedule;
  return {
    runId,
    connection,
    platform,
    dueAt: instant(due),
    notBefore: instant(due),
    trigger: "schedule",
    priority,
  };
}

/** Run ids from a source of random numbers, so that a seeded test gets the same. */
export function runIds(now: () => Date, random: () => number): () => string {
  return () =>
    uuidV7(
      now(),
      Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256)),
    );
}
