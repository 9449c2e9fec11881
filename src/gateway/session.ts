import type { Clock } from "../core/clock.ts";
import { instant } from "../core/clock.ts";
import { type ErrorCode, ExhibitError, isExhibitError } from "../core/errors.ts";
import type { ExchangeRecord } from "../core/evidence.ts";
import type { Door, Operation } from "../sdk/collector.ts";
import { createExchangeArchive } from "./archive/exchange-archive.ts";
import type { StoredArchive } from "./archive/archive-file.ts";
import { classify } from "./classify.ts";
import { createExchangeLog } from "./exchange-log.ts";
import { admitHost, type HostRules } from "./hosts.ts";
import type { GatewayLimits } from "./limits.ts";
import { createLive } from "./live.ts";
import type { AttemptObserver } from "./observe.ts";
import type { Pacer } from "./pacing.ts";
import { createRecorder } from "./recorder.ts";
import { readArchive } from "./replay/archive-reader.ts";
import { createReplay, type Replay } from "./replay/replay.ts";
import type { SensitiveReplay } from "./replay/synthetic.ts";
import { readRequest, redirectOf, toResponse } from "./request.ts";
import type { Sleep } from "./timing.ts";
import type { Answer, Exchanger, OutboundRequest } from "./types.ts";

/** The part of a collector's manifest that decides what may pass. */
export interface SessionCollector {
  readonly id: string;
  readonly operations: readonly Operation[];
  readonly hosts: readonly string[];
}

export interface SessionOptions {
  readonly collector: SessionCollector;
  /** URLs that the operator set instead of the platform's hosts; allowed beside the manifest's hosts. */
  readonly endpoints: readonly string[];
  /** Name of the connection; the archive is named after it. */
  readonly connection: string;
  readonly signal: AbortSignal;
  /** Absent = no archive. With recipients it is encrypted on its way to the disk. */
  readonly archive?: { readonly directory: string; readonly recipients: readonly string[] } | undefined;
  /** Answers come from this archive and nothing touches the network; `archive` is not written then. */
  readonly replay?: { readonly path: string; readonly identity?: string } | undefined;
  /** Values that must be written nowhere, beside those that secret headers carry. */
  readonly secrets?: readonly string[];
  readonly sensitiveReplay?: Readonly<Record<string, SensitiveReplay>>;
  /** Told of every attempt on the network; a replay makes none. */
  readonly onAttempt?: AttemptObserver | undefined;
}

export interface ExchangeFilter {
  readonly label?: string;
  /** Operations that evidence of this kind rests on, by the manifest. */
  readonly kind?: string;
  readonly operations?: readonly string[];
}

export interface SessionClosure {
  readonly archive?: StoredArchive;
  /** Of a replay: recorded calls that were not asked for. */
  readonly unusedCalls?: number;
}

/** One connection's use of the gateway, from the first request to the finished archive. */
export interface Session {
  readonly door: Door;
  /** In order of `n`; members of `filter` narrow it down together. */
  exchanges(filter?: ExchangeFilter): Iterable<ExchangeRecord>;
  /** Attempts by operation, retries included. */
  calls(): Readonly<Record<string, number>>;
  /** Seconds that the platform's clock is ahead of ours: the median over all answers with a Date. */
  clockSkewSeconds(): number | undefined;
  /** What the gateway itself refused, or had no record of. A collector or its SDK may have swallowed it; the run MUST NOT. */
  violations(): readonly ExhibitError[];
  /** Ends everything in flight and waiting with CANCELLED; later requests too. */
  abort(reason?: unknown): void;
  /** Ends what is still in flight and finishes the archive. Idempotent. */
  close(): Promise<SessionClosure>;
}

export interface SessionDependencies {
  readonly network: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly random: () => number;
  readonly sleep: Sleep;
  readonly limits: GatewayLimits;
  readonly pacer: Pacer;
  readonly software: string;
}

const MAX_REDIRECTS = 5;
const MAX_VIOLATIONS = 100;
const VIOLATIONS: ReadonlySet<ErrorCode> = new Set([
  "GATEWAY_HOST_NOT_DECLARED",
  "GATEWAY_OPERATION_NOT_DECLARED",
  "GATEWAY_REPLAY_MISS",
]);

export async function openSession(options: SessionOptions, dependencies: SessionDependencies): Promise<Session> {
  const { collector, connection } = options;
  const rules: HostRules = { collector: collector.id, hosts: collector.hosts, endpoints: options.endpoints };
  const log = createExchangeLog();
  const ended = new AbortController();

  let replay: Replay | undefined;
  if (options.replay !== undefined) {
    const recorded = await readArchive(options.replay.path, options.replay.identity);
    replay = createReplay({
      archive: recorded,
      rules,
      log,
      sensitive: options.sensitiveReplay ?? {},
      signal: ended.signal,
    });
  }
  const archive =
    options.archive === undefined || replay !== undefined
      ? undefined
      : await createExchangeArchive({
          ...options.archive,
          name: connection,
          date: instant(dependencies.clock.now()),
          info: {
            software: dependencies.software,
            format: "WARC File Format 1.1",
            collector: collector.id,
            connection,
            endpoints: options.endpoints.map(placeOnly).join(" "),
          },
        });
  // Only now: what failed above must leave nothing on a signal that outlives it.
  const follow = (): void => ended.abort(options.signal.reason);
  if (options.signal.aborted) follow();
  options.signal.addEventListener("abort", follow, { once: true });
  const recorder = createRecorder(log, archive, options.secrets ?? []);
  const exchanger: Exchanger =
    replay ??
    createLive({
      ...dependencies,
      recorder,
      connection,
      signal: ended.signal,
      onAttempt: options.onAttempt,
    });

  const violations: ExhibitError[] = [];
  const inFlight = new Set<Promise<unknown>>();
  let closing: Promise<SessionClosure> | undefined;

  async function pass(request: OutboundRequest, label: string): Promise<Answer> {
    try {
      const { path } = admitHost(request.url, rules);
      const classified = classify(request, path, collector.operations, collector.id);
      return await exchanger.perform({ request, label, ...classified });
    } catch (error) {
      if (isViolation(error) && violations.length < MAX_VIOLATIONS) violations.push(error);
      throw error;
    }
  }

  async function fetchThrough(
    input: string | URL | Request,
    init: RequestInit | undefined,
    label: string,
  ): Promise<Response> {
    if (closing !== undefined)
      throw new ExhibitError("INTERNAL", `collector ${collector.id} used the gateway after its session had ended`);
    const { request: first, redirect } = await readRequest(input, init);
    let request = first;
    for (let hop = 0; ; hop += 1) {
      const answer = await pass(request, label);
      const next = redirect === "manual" ? undefined : redirectOf(request, answer);
      if (next === undefined || hop === MAX_REDIRECTS) return toResponse(answer, request.url, hop > 0);
      if (redirect === "error") throw new TypeError("a redirect, where the caller allows none");
      request = next;
    }
  }

  function doorFor(label: string): Door {
    return {
      fetch: (input, init) => {
        const work = fetchThrough(input, init, label);
        const settled = work.then(forget, forget);
        inFlight.add(settled);
        function forget(): void {
          inFlight.delete(settled);
        }
        return work;
      },
      labelled: doorFor,
    };
  }

  async function close(): Promise<SessionClosure> {
    ended.abort(new ExhibitError("CANCELLED", "the session was closed"));
    options.signal.removeEventListener("abort", follow);
    await Promise.all(inFlight);
    const stored = await archive?.finish();
    return {
      ...(stored === undefined ? {} : { archive: stored }),
      ...(replay === undefined ? {} : { unusedCalls: replay.unused() }),
    };
  }

  return {
    door: doorFor(""),
    exchanges: (filter = {}) => {
      const operations = operationsOf(filter, collector.operations);
      return log.read({
        ...(filter.label === undefined ? {} : { label: filter.label }),
        ...(operations === undefined ? {} : { operations }),
      });
    },
    calls: log.calls,
    clockSkewSeconds: log.clockSkewSeconds,
    violations: () => [...violations],
    abort: (reason) => ended.abort(reason ?? new ExhibitError("CANCELLED", "the session was aborted")),
    close: () => (closing ??= close()),
  };
}

function isViolation(error: unknown): error is ExhibitError {
  return isExhibitError(error) && VIOLATIONS.has(error.code);
}

function operationsOf(
  { kind, operations }: ExchangeFilter,
  declared: readonly Operation[],
): ReadonlySet<string> | undefined {
  const ofKind =
    kind === undefined ? undefined : new Set(declared.filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id));
  if (operations === undefined) return ofKind;
  return new Set(operations.filter((id) => ofKind?.has(id) !== false));
}

// An endpoint URL may carry credentials or a query; the archive only needs to know where it was.
function placeOnly(endpoint: string): string {
  const url = URL.parse(endpoint);
  return url === null ? "" : `${url.origin}${url.pathname}`;
}
