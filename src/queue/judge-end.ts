import { isExhibitError, messageOf, type Slot, type SlotError } from "../core/index.ts";
import type { JobEnd } from "./types.ts";

const LONGEST_PAUSE_MS = 30 * 60_000;
/** Our own database or disk was away: no fault of the run, so it costs no attempt. */
const OURS = new Set(["STORE_UNREACHABLE", "STORE_OWNED", "QUEUE_UNREACHABLE", "DISK_FULL"]);
/** Attempts that ended with their worker; those that failed, or were put back in order, have limits of their own or none. */
const MOST_CRASHES = 10;

/** What becomes of a slot after an attempt. */
export type Verdict =
  | {
      readonly to: "end";
      readonly state: "complete" | "incomplete" | "failed" | "cancelled";
      readonly error?: SlotError;
      readonly needsPerson?: boolean;
      readonly reason?: string;
    }
  | { readonly to: "again"; readonly afterMs: number; readonly error?: SlotError; readonly counts: boolean };

export interface Judging {
  readonly slot: Slot;
  readonly maxAttempts: number;
  readonly retryMs: number;
  readonly random: () => number;
  /** Why its signal was aborted. */
  readonly stopped: "CANCELLED" | "RUN_INTERRUPTED" | undefined;
}

/** Of an attempt that the processor brought to an end. */
export function judgeEnd(end: JobEnd, context: Judging): Verdict {
  if ("needsPerson" in end) {
    const error: SlotError = { ...end.needsPerson, actor: "operator" };
    return { to: "end", state: end.status ?? "failed", needsPerson: true, error };
  }
  if ("status" in end) {
    if (context.stopped === "CANCELLED" && end.status !== "complete") return CANCELLED;
    return { to: "end", state: end.status };
  }
  if (context.stopped !== undefined) return stopVerdict(context.stopped);
  const counts = end.error !== undefined && end.counts !== false;
  if (counts && isLast(context.slot, context.maxAttempts))
    return { to: "end", state: "failed", ...(end.error === undefined ? {} : { error: end.error }) };
  return { to: "again", afterMs: end.retryAfterMs, counts, ...(end.error === undefined ? {} : { error: end.error }) };
}

/** Of an attempt that threw: who must act decides. */
export function judgeError(thrown: unknown, context: Judging): Verdict {
  if (context.stopped !== undefined) return stopVerdict(context.stopped);
  const error = describe(thrown);
  const retryable = isExhibitError(thrown) && thrown.retryable;
  if (!retryable) return { to: "end", state: "failed", needsPerson: error.actor === "operator", error };
  if (OURS.has(error.code)) return { to: "again", afterMs: context.retryMs, counts: false, error };
  if (isLast(context.slot, context.maxAttempts))
    return { to: "end", state: "failed", needsPerson: error.actor === "operator", error };
  return { to: "again", afterMs: backoffMs(context), counts: true, error };
}

/** A run that took its worker down with it time and again will do so again. */
export function tooOften(slot: Slot): boolean {
  return slot.crashes >= MOST_CRASHES;
}

/** Whether a failure of the attempt at work now is the last one. */
export function isLast(slot: Slot, maxAttempts: number): boolean {
  return slot.failures + 1 >= maxAttempts;
}

const CANCELLED: Verdict = { to: "end", state: "cancelled", reason: "cancelled while it was at work" };

function stopVerdict(reason: "CANCELLED" | "RUN_INTERRUPTED"): Verdict {
  return reason === "CANCELLED" ? CANCELLED : { to: "again", afterMs: 0, counts: false };
}

/** 1, 2, 4 … times the first pause, less up to a fifth so that runs that failed together do not come back together. */
function backoffMs({ slot, retryMs, random }: Judging): number {
  return Math.round(Math.min(retryMs * 2 ** slot.failures, LONGEST_PAUSE_MS) * (1 - random() / 5));
}

function describe(thrown: unknown): SlotError {
  if (!isExhibitError(thrown)) return { code: "INTERNAL", message: messageOf(thrown), actor: "developer" };
  const { code, message, remedy, actor } = thrown;
  return { code, message, actor, ...(remedy === undefined ? {} : { remedy }) };
}
