import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../src/core/clock.ts";
import { createGateway, type GatewayLimits, type Session, type SessionOptions } from "../../src/gateway/index.ts";
import type { Operation, OperationMatch } from "../../src/sdk/collector.ts";

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real loopback server; `answer` gets the number of the request, from 1. Stops with the test. */
export async function serve(
  answer: (response: ServerResponse, seen: Seen, number: number) => void,
): Promise<{ readonly url: string; readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      seen.push(one);
      answer(response, one, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen };
}

export async function temporaryDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "exhibit-gateway-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

export function operation(id: string, match: OperationMatch, extra: Partial<Operation> = {}): Operation {
  return { id, match, permission: null, kinds: ["test.thing"], why: "test", ...extra };
}

export const GET_THING = operation("test:GetThing", { protocol: "rest", method: "GET", path: "/thing" });
export const GET_ANY = operation("test:GetAny", { protocol: "rest", method: "GET", path: "/any/{path+}" });
export const POST_SEARCH = operation("test:Search", { protocol: "rest", method: "POST", path: "/search" });
export const POST_TOKEN = operation(
  "test:Token",
  { protocol: "rest", method: "POST", path: "/token" },
  { sensitive: true, kinds: [] },
);
export const OPERATIONS = [GET_THING, GET_ANY, POST_SEARCH, POST_TOKEN];

export const systemClock: Clock = { now: () => new Date() };

export interface TestGateway {
  readonly limits?: Partial<GatewayLimits>;
  readonly network?: typeof globalThis.fetch;
  readonly clock?: Clock;
  /** Records the waits instead of waiting. */
  readonly waits?: number[];
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A session that is closed with the test. Waits for retries are short unless `limits` say otherwise. */
export async function openTestSession(
  endpoint: string,
  session: Partial<SessionOptions> = {},
  gateway: TestGateway = {},
): Promise<Session> {
  const { waits, sleep, limits, network, clock = systemClock, random = () => 0.5 } = gateway;
  const opened = await createGateway({
    clock,
    random,
    limits: { throttleBaseMs: 4, transientBaseMs: 4, ...limits },
    ...(network === undefined ? {} : { network }),
    ...(sleep === undefined ? {} : { sleep }),
    ...(waits === undefined ? {} : { sleep: async (ms: number) => void waits.push(ms) }),
  }).openSession({
    collector: { id: "test", operations: OPERATIONS, hosts: ["api.example.com", "*.cdn.example.com"] },
    endpoints: [endpoint],
    connection: "test",
    signal: new AbortController().signal,
    ...session,
  });
  // A test that expects closing to fail has looked at it by then.
  onTestFinished(async () => void (await opened.close().catch(() => undefined)));
  return opened;
}
