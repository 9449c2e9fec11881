import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../core/clock.ts";
import type { Fault } from "./faults.ts";
import type { WireAnswer } from "./protocol/answer.ts";

/** The HTTP server on loopback below each sandbox. */
export class Loopback {
  readonly #http: Server;
  readonly #closing = new AbortController();

  constructor(serve: (message: IncomingMessage, response: ServerResponse) => Promise<void>) {
    this.#http = createServer((request, response) => {
      serve(request, response).catch((error: unknown) => {
        // The connection is gone or the sandbox itself failed: the caller must see a broken connection, never a made-up answer.
        response.destroy(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  /** Aborted when the sandbox closes: what waits then stops waiting. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http.once("error", reject);
      this.#http.listen(port, "127.0.0.1", resolve);
    });
    return (this.#http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await new Promise<void>((resolve, reject) => {
      this.#http.close((error) => (error === undefined ? resolve() : reject(error)));
      this.#http.closeAllConnections();
    });
  }

  /** Gives no answer for as long as the sandbox is open. */
  async hang(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.closing.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}

/** Sends an answer, with what faults do to the connection and to its date. */
export async function send(
  response: ServerResponse,
  wire: WireAnswer,
  faults: readonly Fault[],
  clock: Clock,
): Promise<void> {
  const skew = faults.find((fault) => fault.kind === "clock-skew")?.offsetMs ?? 0;
  const date = new Date(clock.now().getTime() + skew).toUTCString();
  const body = Buffer.from(wire.body, "utf8");
  response.writeHead(wire.status, { ...wire.headers, date, "content-length": String(body.length) });
  if (faults.some(({ kind }) => kind === "cut")) {
    await new Promise<void>((resolve) => {
      response.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve());
    });
    response.destroy();
    return;
  }
  response.end(body);
}
