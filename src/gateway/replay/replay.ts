import { ExhibitError } from "../../core/errors.ts";
import type { ExchangeLog } from "../exchange-log.ts";
import { faultError } from "../faults.ts";
import type { HostRules } from "../hosts.ts";
import type { Answer, Call, Exchanger } from "../types.ts";
import type { RecordedArchive, RecordedAttempt } from "./archive-reader.ts";
import { requestKey, roleOf } from "./request-key.ts";
import { defaultSensitiveReplay, type SensitiveReplay } from "./synthetic.ts";

export interface ReplayOptions {
  readonly archive: RecordedArchive;
  readonly rules: HostRules;
  readonly log: ExchangeLog;
  /** Stand-ins by operation id, before those that the gateway knows. */
  readonly sensitive: Readonly<Record<string, SensitiveReplay>>;
  readonly signal: AbortSignal;
}

export interface Replay extends Exchanger {
  /** Recorded calls that nobody has asked for yet. */
  unused(): number;
}

/**
 * Answers calls from an archive and never from the network. A recorded call is played with all its attempts at once and
 * without their waits: it ends as it ended then, and its exchange records are the recorded ones, times included.
 */
export function createReplay(options: ReplayOptions): Replay {
  const { archive, rules, log, signal } = options;
  const queues = queuesOf(archive, { ...rules, endpoints: archive.endpoints });
  return {
    async perform(call) {
      if (signal.aborted) throw faultError(call, "aborted", "aborted", 1, signal.reason);
      call.request.signal?.throwIfAborted();
      const attempts = take(queues, call, rules);
      if (attempts === undefined) throw notRecorded(call, archive);
      for (const { record } of attempts) log.append(record);
      const last = attempts.at(-1);
      if (last === undefined) throw miss(call, "the recorded call has no attempts");
      if (last.outcome.kind === "fault")
        throw faultError(call, last.outcome.fault, last.outcome.detail, attempts.length);
      return answerOf(call, last, options.sensitive);
    },
    unused: () => queues.values().reduce((sum, queue) => sum + queue.length, 0),
  };
}

type Queues = Map<string, (readonly RecordedAttempt[])[]>;

function queuesOf(archive: RecordedArchive, rules: HostRules): Queues {
  const calls = Map.groupBy(archive.attempts, ({ callNumber }) => callNumber);
  const queues: Queues = new Map();
  for (const [, attempts] of [...calls].toSorted(([a], [b]) => a - b)) {
    const first = attempts[0];
    if (first === undefined) continue;
    const { record, signedFor, contentType, requestBody, role } = first;
    const { operation, label, method } = record;
    const url = new URL(record.url);
    const base = { operation, label, signedFor, method, url, contentType, ...(role === undefined ? {} : { role }) };
    const key = requestKey({ ...base, ...(requestBody === undefined ? {} : { body: requestBody }) }, rules);
    const queue = queues.get(key);
    if (queue === undefined) queues.set(key, [attempts]);
    else queue.push(attempts);
  }
  return queues;
}

function take(queues: Queues, call: Call, rules: HostRules): readonly RecordedAttempt[] | undefined {
  const { request, operation, label } = call;
  const contentType = request.headers.get("content-type") ?? "";
  const role = roleOf(contentType, request.body);
  const base = {
    operation: operation.id,
    label,
    signedFor: call.signedFor ?? "",
    method: request.method,
    url: request.url,
    contentType,
    ...(role === undefined ? {} : { role }),
  };
  const withheld = requestKey(base, rules);
  if (operation.sensitive === true) return queues.get(withheld)?.shift();
  return queues.get(requestKey({ ...base, body: request.body }, rules))?.shift() ?? queues.get(withheld)?.shift();
}

function answerOf(
  call: Call,
  { record, outcome }: RecordedAttempt,
  sensitive: Readonly<Record<string, SensitiveReplay>>,
): Answer {
  if (outcome.kind !== "answer") throw miss(call, "the recorded call has no answer");
  const { status } = record;
  const { statusText, errorCode } = outcome;
  const headers = new Headers(outcome.headers.map(([name, value]): [string, string] => [name, value]));
  if (outcome.body !== undefined) return { status, statusText, headers, body: outcome.body() };
  const standIn = sensitive[call.operation.id] ?? defaultSensitiveReplay(call.operation);
  if (standIn === undefined)
    throw miss(call, "its answer carried credentials and was not archived, and nothing stands in for it");
  const made = standIn(call.request, { status, ...(errorCode === undefined ? {} : { errorCode }) });
  for (const [name, value] of made.headers) headers.set(name, value);
  return { status, statusText, headers, body: made.body };
}

/** Said apart: a region that stood in the environment of the recording and not in this one. */
function notRecorded(call: Call, archive: RecordedArchive): ExhibitError {
  const same = archive.attempts.filter(
    ({ record }) => record.operation === call.operation.id && record.label === call.label,
  );
  const [elsewhere] = same;
  if (elsewhere === undefined || same.some(({ signedFor }) => signedFor === (call.signedFor ?? "")))
    return miss(call, "the archive holds no answer to this request, or not that many");
  const [asked = ""] = (call.signedFor ?? "").split("/");
  const [recorded = ""] = elsewhere.signedFor.split("/");
  return miss(
    call,
    `recorded in region ${recorded}, and asked for in ${asked}`,
    `Set AWS_REGION=${recorded}, as the recording had it.`,
  );
}

function miss(
  call: Call,
  why: string,
  remedy = "Replay with the configuration and version that recorded the archive, or record again.",
): ExhibitError {
  const { operation, label, request } = call;
  return new ExhibitError("GATEWAY_REPLAY_MISS", `${operation.id}${label === "" ? "" : ` (${label})`}: ${why}`, {
    place: `${request.method} ${request.url.host}${request.url.pathname}`,
    remedy,
  });
}
