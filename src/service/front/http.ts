import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answers } from "./answers.ts";

export interface HealthServerOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly answers: Answers;
}

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Answers `/healthz` (the process lives and its event loop turns), `/readyz` (it can do its work, or what is missing) and
 * `/metrics`. None of them holds evidence or configuration, so none asks who is there.
 * Returns where it answers: `http://127.0.0.1:9393`. Rejects with the system's error.
 */
export async function startHealthServer(options: HealthServerOptions): Promise<string> {
  const server = createServer({ requestTimeout: 10_000, keepAliveTimeout: 5_000 }, (request, response) => {
    void answer(request, response, options);
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return `http://${host}:${port}`;
}

async function listen(server: Server, { host, port }: HealthServerOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  // What goes wrong with one visitor's connection afterwards is that visitor's.
  server.removeAllListeners("error");
  server.on("error", () => undefined);
}

async function answer(request: IncomingMessage, response: ServerResponse, options: HealthServerOptions): Promise<void> {
  const reply = await replyTo(request, options).catch((): Reply => text(500, "this question could not be answered"));
  response.writeHead(reply.status, {
    "content-type": reply.type,
    "content-length": Buffer.byteLength(reply.body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(request.method === "HEAD" ? undefined : reply.body);
}

async function replyTo(request: IncomingMessage, options: HealthServerOptions): Promise<Reply> {
  if (request.method !== "GET" && request.method !== "HEAD") return text(405, "only GET and HEAD");
  const path = (request.url ?? "/").split("?")[0];
  switch (path) {
    case "/healthz":
      return jsonReply(options.answers.health());
    case "/readyz":
      return jsonReply(await options.answers.readiness());
    case "/metrics":
      return { type: METRICS_TYPE, ...(await options.answers.metrics()) };
    default:
      return text(404, "there are /healthz, /readyz and /metrics");
  }
}

const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

function jsonReply({ status, value }: { readonly status: number; readonly value: unknown }): Reply {
  return { status, type: "application/json; charset=utf-8", body: `${JSON.stringify(value)}\n` };
}

function text(status: number, body: string): Reply {
  return { status, type: "text/plain; charset=utf-8", body: `${body}\n` };
}
