import type { Clock } from "../core/clock.ts";
import { systemErrorCode } from "../core/errors.ts";
import { linkAbort } from "./timing.ts";
import type { Answer, AttemptResult, OutboundRequest } from "./types.ts";

export interface AttemptOptions {
  readonly network: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
  /** Any of these ends the attempt. */
  readonly signals: readonly (AbortSignal | undefined)[];
}

/** One attempt, body included. Never rejects: whatever goes wrong is a result, because it has to be recorded. */
export async function attemptOnce(request: OutboundRequest, options: AttemptOptions): Promise<AttemptResult> {
  const { network, clock, timeoutMs, maxBodyBytes, signals } = options;
  const abort = linkAbort(signals, timeoutMs);
  const startedAt = clock.now();
  try {
    const response = await network(request.url.href, {
      method: request.method,
      headers: request.headers,
      ...(request.body.byteLength > 0 ? { body: request.body } : {}),
      redirect: "manual",
      signal: abort.signal,
    });
    if (response.status < 200 || response.status > 599) throw new Error("status out of range");
    const body = await readBody(response, maxBodyBytes, abort.signal);
    if (body === undefined)
      return { kind: "fault", fault: "body-too-large", detail: "body-too-large", startedAt, endedAt: clock.now() };
    const answer: Answer = {
      status: response.status,
      statusText: response.statusText,
      headers: decodedHeaders(response.headers),
      body,
    };
    return { kind: "answer", answer, startedAt, endedAt: clock.now() };
  } catch (cause) {
    const times = { startedAt, endedAt: clock.now() };
    if (abort.timedOut()) return { kind: "fault", fault: "timeout", detail: "timeout", cause, ...times };
    if (abort.signal.aborted) return { kind: "fault", fault: "aborted", detail: "aborted", cause, ...times };
    return { kind: "fault", fault: "network", detail: faultCode(cause), cause, ...times };
  } finally {
    abort.dispose();
  }
}

async function readBody(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body.getReader();
  // The read below ends with the abort, and that is what is told; how the body took its cancellation matters to nobody.
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  // A network of the caller's own (a test, a recorder) may not pass the signal on to its body.
  signal.addEventListener("abort", cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) break;
      size += value.byteLength;
      if (size > maxBytes) {
        await reader.cancel();
        return undefined;
      }
      chunks.push(value);
    }
  } finally {
    signal.removeEventListener("abort", cancel);
  }
  const body = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return body;
}

// They speak of bytes on the wire, and fetch has undone the encoding; the archive keeps them under the names that
// web-archive tools use for it.
const WIRE_HEADERS = ["content-encoding", "content-length", "transfer-encoding"];
export const ORIGINAL_PREFIX = "x-archive-orig-";

function decodedHeaders(headers: Headers): Headers {
  const decoded = new Headers(headers);
  for (const name of WIRE_HEADERS) {
    const value = headers.get(name);
    if (value !== null) decoded.set(`${ORIGINAL_PREFIX}${name}`, value);
    decoded.delete(name);
  }
  return decoded;
}

// fetch hides the system error one or two causes deep.
function faultCode(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = systemErrorCode(cause);
    if (code !== undefined && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  }
  return "network-error";
}
