import { createHash } from "node:crypto";
import { CronExpressionParser } from "cron-parser";
import { ExhibitError, instant, messageOf, type Instant, type Schedule } from "../core/index.ts";

/** What decides when a schedule is due. */
export type Recurrence = Pick<Schedule, "cron" | "timeZone" | "everyMs">;

const LEAST_EVERY_MS = 1_000;
const HIGHEST_PRIORITY = 1_000;

/** The first due instant after `after`. In a local time that daylight saving skips or repeats, a slot falls due once. */
export function nextDue(recurrence: Recurrence, after: Date): Date {
  if (recurrence.everyMs !== undefined)
    return new Date((Math.floor(after.getTime() / recurrence.everyMs) + 1) * recurrence.everyMs);
  return CronExpressionParser.parse(recurrence.cron ?? "", { currentDate: after, tz: recurrence.timeZone ?? "UTC" })
    .next()
    .toDate();
}

/** All due instants after `after`, up to and including `until`, in order. */
export function* dueBetween(recurrence: Recurrence, after: Date, until: Date): Generator<Date, void, void> {
  for (let due = nextDue(recurrence, after); due <= until; due = nextDue(recurrence, due)) yield due;
}

/** Milliseconds after the due instant at which the run may start: below `jitterMs`, and always the same for this slot. */
export function jitterOf(schedule: Pick<Schedule, "connection" | "jitterMs">, due: Date): number {
  const hash = createHash("sha256").update(`${schedule.connection}\n${due.toISOString()}`).digest();
  return Math.floor((hash.readUIntBE(0, 6) / 2 ** 48) * schedule.jitterMs);
}

/** The slot that falls due next, and when it may start. */
export function nextStart(schedule: Schedule, now: Date): { readonly dueAt: Instant; readonly startsAt: Instant } {
  const due = nextDue(schedule, now);
  return { dueAt: instant(due), startsAt: instant(new Date(due.getTime() + jitterOf(schedule, due))) };
}

/** Fails with CONFIG_INVALID, naming the connection. */
export function requireSound(schedule: Schedule): void {
  const problem = problemOf(schedule);
  if (problem === undefined) return;
  throw new ExhibitError("CONFIG_INVALID", `the schedule of connection ${schedule.connection} ${problem}`, {
    place: `schedules, connection ${schedule.connection}`,
    remedy: "Write `cron` (five fields) with `timeZone`, or `every`; see docs/guide/schedules.md.",
  });
}

function problemOf(schedule: Schedule): string | undefined {
  const { cron, everyMs, jitterMs, priority } = schedule;
  if ((cron === undefined) === (everyMs === undefined)) return "needs either `cron` or `every`, and not both";
  if (everyMs !== undefined && !(Number.isInteger(everyMs) && everyMs >= LEAST_EVERY_MS))
    return "is more often than once a second";
  if (!(Number.isInteger(jitterMs) && jitterMs >= 0)) return "has a jitter that is no whole number of milliseconds";
  if (!(Number.isInteger(priority) && priority >= 0 && priority <= HIGHEST_PRIORITY))
    return `has a priority outside of 0 to ${HIGHEST_PRIORITY}`;
  try {
    nextDue(schedule, new Date(0));
    return undefined;
  } catch (error) {
    return `is not understood: ${messageOf(error)}`;
  }
}

/** The recurrence as one line, in the place of BullMQ's cron pattern: the queue's wake-ups are computed by {@link nextDue} too. */
export function patternOf({ cron, timeZone, everyMs }: Recurrence): string {
  return everyMs === undefined ? `cron ${timeZone ?? "UTC"} ${cron}` : `every ${everyMs}`;
}

export function recurrenceOf(pattern: string): Recurrence {
  const [kind, first = "", ...rest] = pattern.split(" ");
  return kind === "every" ? { everyMs: Number(first) } : { timeZone: first, cron: rest.join(" ") };
}
