import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";
import { type Fault, FaultPlan } from "../faults.ts";
import { errorAnswer, goodAnswer, GoogleError, type Style, type WireAnswer } from "./answers.ts";
import { distorted, mangled, refusalOf } from "./fault-effects.ts";
import { masked, parseMask } from "./fields.ts";
import type { GoogleTenant } from "./model.ts";
import type { GoogleService } from "./service.ts";
import { GOOGLE_SERVICES, TOKEN_OPERATION } from "./services.ts";
import { GoogleTokens } from "./tokens.ts";

export interface GoogleServerSettings {
  readonly tenant: GoogleTenant;
  readonly clock: Clock;
  readonly shortPages: boolean;
}

interface Found {
  readonly operation: string;
  readonly style: Style;
  readonly run: () => unknown;
}

/** One HTTP server on loopback that speaks for the token endpoint, the Admin SDK, Cloud Identity and a DNS resolver. */
export class GoogleServer {
  readonly faults = new FaultPlan();
  readonly tokens: GoogleTokens;
  readonly #settings: GoogleServerSettings;
  readonly #http: Server;
  readonly #closing = new AbortController();
  readonly #calls = new Map<string, number>();

  constructor(settings: GoogleServerSettings) {
    this.#settings = settings;
    this.tokens = new GoogleTokens(settings.tenant, settings.clock);
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        // The sandbox itself failed: the caller must see a broken connection, never a made-up answer.
        response.destroy(error instanceof Error ? error : new Error(String(error)));
      });
    });
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

  calls(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#calls);
  }

  clearCalls(): void {
    this.#calls.clear();
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const url = new URL(message.url ?? "/", "http://127.0.0.1");
    const found = this.#find(message, url, Buffer.concat(chunks).toString("utf8"));
    const { operation, style, run } = found;
    this.#calls.set(operation, (this.#calls.get(operation) ?? 0) + 1);
    const sent = url.searchParams.get("pageToken") ?? undefined;
    const account = this.#settings.tenant.customer.id;
    const faults = this.faults.take({ operation, account, region: "", laterPage: sent !== undefined });
    for (const fault of faults) {
      if (fault.kind === "slow") await delay(fault.delayMs, undefined, { signal: this.#closing.signal });
      if (fault.kind === "hang") return this.#hang();
      if (fault.kind === "reset") return void response.socket?.resetAndDestroy();
    }
    let wire: WireAnswer;
    try {
      for (const fault of faults) {
        const refusal = refusalOf(fault, style);
        if (refusal !== undefined) throw refusal;
      }
      const data = faults.reduce((output, fault) => distorted(output, fault, sent), run());
      wire = goodAnswer(withMask(data, url.searchParams.get("fields")));
    } catch (error) {
      if (!(error instanceof GoogleError)) throw error;
      wire = errorAnswer(style, error);
    }
    await this.#send(response, faults.reduce(mangled, wire), faults);
  }

  #find(message: IncomingMessage, url: URL, body: string): Found {
    if (message.method === "POST" && url.pathname === "/token")
      return {
        operation: TOKEN_OPERATION,
        style: "oauth",
        run: () => this.tokens.exchange(new URLSearchParams(body)),
      };
    if (message.method === "GET")
      for (const service of GOOGLE_SERVICES) {
        const path = matched(service.path, url.pathname);
        if (path !== undefined) return this.#bound(service, path, message, url);
      }
    return {
      operation: `unknown:${message.method ?? ""} ${url.pathname}`,
      style: "admin",
      run: () => {
        throw new GoogleError(404, "notFound", "Not Found");
      },
    };
  }

  #bound(
    { operation, style, scope, run }: GoogleService,
    path: Readonly<Record<string, string>>,
    message: IncomingMessage,
    url: URL,
  ): Found {
    const { tenant, clock, shortPages } = this.#settings;
    return {
      operation,
      style,
      run: () => {
        if (scope !== undefined) this.tokens.admit(message.headers.authorization, scope);
        return run({ tenant, now: clock.now(), path, query: url.searchParams, shortPages });
      },
    };
  }

  async #send(response: ServerResponse, wire: WireAnswer, faults: readonly Fault[]): Promise<void> {
    const skew = faults.find((fault) => fault.kind === "clock-skew")?.offsetMs ?? 0;
    const date = new Date(this.#settings.clock.now().getTime() + skew).toUTCString();
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

  async #hang(): Promise<void> {
    const { signal } = this.#closing;
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  }
}

/** A fault may have added fields; Google's mask would have left them out, which is what it is there for. */
function withMask(data: unknown, fields: string | null): unknown {
  if (fields === null) return data;
  const mask = parseMask(fields);
  if (mask === undefined) throw new GoogleError(400, "invalidParameter", `Invalid field selection ${fields}`);
  return masked(data, mask);
}

function matched(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const part = given[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name !== undefined && part !== "") values[name] = decodeURIComponent(part);
    else if (segment !== part) return undefined;
  }
  return values;
}
