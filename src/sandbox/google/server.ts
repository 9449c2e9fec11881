import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";
import { FaultPlan } from "../faults.ts";
import { Loopback, send } from "../loopback.ts";
import type { WireAnswer } from "../protocol/answer.ts";
import { errorAnswer, goodAnswer, GoogleError, type Style } from "./answers.ts";
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
  readonly #loopback = new Loopback((message, response) => this.#serve(message, response));
  readonly #calls = new Map<string, number>();

  constructor(settings: GoogleServerSettings) {
    this.#settings = settings;
    this.tokens = new GoogleTokens(settings.tenant, settings.clock);
  }

  listen(port: number): Promise<number> {
    return this.#loopback.listen(port);
  }

  close(): Promise<void> {
    return this.#loopback.close();
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
      if (fault.kind === "slow") await delay(fault.delayMs, undefined, { signal: this.#loopback.closing });
      if (fault.kind === "hang") return this.#loopback.hang();
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
    await send(response, faults.reduce(mangled, wire), faults, this.#settings.clock);
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
