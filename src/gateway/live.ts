import type { Clock } from "../core/clock.ts";
import { attemptOnce } from "./attempt.ts";
import { faultError } from "./faults.ts";
import type { GatewayLimits } from "./limits.ts";
import type { AttemptEvent, AttemptObserver } from "./observe.ts";
import type { Pacer, Slot } from "./pacing.ts";
import type { Recorder } from "./recorder.ts";
import { attemptsAllowed, judgeAttempt, retryDelayMs, type Retryable } from "./retry.ts";
import { linkAbort, type Sleep } from "./timing.ts";
import type { Answer, AttemptResult, Call, Exchanger } from "./types.ts";

export interface LiveOptions {
  readonly network: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly random: () => number;
  readonly sleep: Sleep;
  readonly limits: GatewayLimits;
  readonly pacer: Pacer;
  readonly recorder: Recorder;
  readonly connection: string;
  readonly signal: AbortSignal;
  readonly onAttempt?: AttemptObserver | undefined;
}

/** Performs calls on the network. This is the only layer that retries: SDKs MUST be told to try once. */
export function createLive(options: LiveOptions): Exchanger {
  let calls = 0;
  return {
    async perform(call) {
      calls += 1;
      const callNumber = calls;
      const abort = linkAbort([options.signal, call.request.signal]);
      try {
        return await performCall(call, callNumber, abort.signal, options);
      } catch (error) {
        // The session's own end is told as CANCELLED; a caller that aborts gets its own reason back, as from fetch.
        if (options.signal.aborted) throw faultError(call, "aborted", "aborted", 1, options.signal.reason);
        call.request.signal?.throwIfAborted();
        throw error;
      } finally {
        abort.dispose();
      }
    },
  };
}

async function performCall(call: Call, callNumber: number, signal: AbortSignal, options: LiveOptions): Promise<Answer> {
  const { limits, pacer, monotonic, sleep, clock, random } = options;
  const { url } = call.request;
  const slot: Slot = { host: url.host, hostname: url.hostname, lane: `${options.connection}\n${call.label}` };
  let spentMs = 0;
  for (let attempt = 1; ; attempt += 1) {
    const release = await pacer.acquire(slot, signal);
    let result: AttemptResult;
    const start = monotonic();
    try {
      result = await attemptOnce(call.request, {
        network: options.network,
        clock,
        timeoutMs: Math.min(limits.attemptTimeoutMs, Math.max(1, limits.budgetMs - spentMs)),
        maxBodyBytes: limits.maxBodyBytes,
        signals: [signal],
      });
    } finally {
      release();
    }
    spentMs += monotonic() - start;
    await options.recorder.record(call, callNumber, attempt, result);
    const retryable = judgeAttempt(result, clock.now());
    options.onAttempt?.(eventOf(call, attempt, result, retryable));
    const delayMs = retryable === undefined ? 0 : retryDelayMs(attempt, retryable, limits, random);
    // A pause that the budget cannot hold would only bring the same refusal again, too early.
    const again =
      retryable !== undefined && attempt < attemptsAllowed(retryable, limits) && spentMs + delayMs < limits.budgetMs;
    if (!again) {
      if (result.kind === "answer") return result.answer;
      throw faultError(call, result.fault, result.detail, attempt, result.cause);
    }
    if (retryable.reason === "throttled") pacer.hold(slot, delayMs);
    await sleep(delayMs, signal);
    spentMs += delayMs;
  }
}

function eventOf(call: Call, attempt: number, result: AttemptResult, retryable: Retryable | undefined): AttemptEvent {
  const { startedAt, endedAt } = result;
  const event = { operation: call.operation.id, attempt, startedAt, endedAt };
  if (result.kind === "fault") return { ...event, outcome: "fault" };
  const { status } = result.answer;
  return { ...event, status, outcome: retryable?.reason ?? (status < 400 ? "answered" : "refused") };
}
