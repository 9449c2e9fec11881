import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Clock } from "../../core/clock.ts";
import { type Fault, FaultPlan, type FaultRule } from "../faults.ts";
import { Loopback, send } from "../loopback.ts";
import type { WireAnswer } from "../protocol/answer.ts";
import { hex } from "../organisation/random.ts";
import { distorted, distortedLink, json, onTheWire, refusalOf, said } from "./faults.ts";
import { QUERIES } from "./graphql.ts";
import type { GithubOrganisation } from "./model.ts";
import { type Caller, GithubError, type List, type Route, ROUTES } from "./rest.ts";

const TOKEN = "github:apps.create-installation-access-token";
const INSTALLATION = "github:apps.get-org-installation";
export const APP_ID = 424_242;
export const INSTALLATION_ID = 52_525_252;

export interface GithubServerSettings {
  readonly organisation: GithubOrganisation;
  readonly clock: Clock;
  readonly faults: readonly FaultRule[];
  /** Calls an hour, REST and GraphQL each. */
  readonly hourlyCalls: number;
}

interface Asked {
  readonly operation: string;
  readonly laterPage: boolean;
  readonly needs: string;
  /** GraphQL: first field of the query. */
  readonly root?: string;
  /** GraphQL: where the page that is asked for begins. */
  readonly cursor?: string;
  readonly run: (caller: Caller) => { readonly status: number; readonly body: unknown; readonly link?: string };
}

/** One HTTP server on loopback that speaks GitHub's REST and GraphQL for one organization. */
export class GithubServer {
  readonly faults = new FaultPlan();
  readonly tokens: Readonly<Record<"owner" | "member", string>>;
  readonly #settings: GithubServerSettings;
  readonly #loopback = new Loopback((message, response) => this.#serve(message, response));
  readonly #calls = new Map<string, number>();
  readonly #issued = new Set<string>();
  readonly #spent = new Map<string, { count: number; resetsAt: number }>();
  readonly urls: string[] = [];

  constructor(settings: GithubServerSettings) {
    this.#settings = settings;
    const { login } = settings.organisation;
    this.tokens = {
      owner: `sandbox-owner-${hex(`owner/${login}`, 24)}`,
      member: `sandbox-member-${hex(`member/${login}`, 24)}`,
    };
    for (const rule of settings.faults) this.faults.add(rule);
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
    this.urls.length = 0;
  }

  /** Makes every installation token end now. */
  expireTokens(): void {
    this.#issued.clear();
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(message);
    const url = new URL(message.url ?? "/", "http://sandbox.invalid");
    const method = message.method ?? "GET";
    const here = `http://${message.headers.host ?? "127.0.0.1"}`;
    this.urls.push(`${method} ${url.pathname}${url.search}`);
    const asked = this.#read(method, url, body, here);
    if (asked === undefined) return this.#send(response, json(404, said("Not Found", 404)), [], {});
    this.#calls.set(asked.operation, (this.#calls.get(asked.operation) ?? 0) + 1);
    const account = this.#settings.organisation.login;
    const faults = this.faults.take({ operation: asked.operation, account, region: "", laterPage: asked.laterPage });
    await this.#disturb(response, faults);
    if (response.destroyed) return;
    const headers = this.#rateHeaders(asked.root === undefined ? "core" : "graphql");
    if (asked.needs !== "" && asked.root === undefined) headers["x-accepted-github-permissions"] = asked.needs;
    for (const fault of faults) {
      const refusal = refusalOf(fault, asked.needs, asked.root);
      if (refusal !== undefined) return this.#send(response, refusal, faults, headers);
    }
    if (headers["x-ratelimit-remaining"] === "-1") {
      headers["x-ratelimit-remaining"] = "0";
      return this.#send(response, json(403, said("API rate limit exceeded for installation.", 403)), faults, headers);
    }
    const caller = this.#caller(asked.operation, message.headers.authorization);
    if (caller === undefined) return this.#send(response, json(401, said("Bad credentials", 401)), faults, headers);
    let wire: WireAnswer;
    try {
      const answer = asked.run(caller);
      const link = faults.reduce<string | undefined>(
        (so, fault) => distortedLink(so, fault, `${here}${url.pathname}${url.search}`),
        answer.link,
      );
      wire = json(
        answer.status,
        faults.reduce<unknown>((body, fault) => distorted(body, fault, asked.cursor), answer.body),
        link === undefined ? {} : { link },
      );
    } catch (error) {
      if (!(error instanceof GithubError)) throw error;
      wire = json(error.status, said(error.message, error.status), error.headers);
    }
    await this.#send(response, faults.reduce(onTheWire, wire), faults, headers);
  }

  #read(method: string, url: URL, body: string, here: string): Asked | undefined {
    const { organisation } = this.#settings;
    if (method === "POST" && url.pathname === "/graphql") return graphqlCall(body, organisation);
    if (method === "POST" && url.pathname === `/app/installations/${INSTALLATION_ID}/access_tokens`)
      return { operation: TOKEN, laterPage: false, needs: "", run: () => ({ status: 201, body: this.#issue() }) };
    if (method !== "GET") return undefined;
    if (url.pathname === `/orgs/${organisation.login}/installation`)
      return {
        operation: INSTALLATION,
        laterPage: false,
        needs: "",
        run: () => ({ status: 200, body: { id: INSTALLATION_ID } }),
      };
    for (const route of ROUTES) {
      const segments = matched(route.path, url.pathname);
      if (segments === undefined) continue;
      if ((segments["org"] ?? segments["owner"])?.toLowerCase() !== organisation.login.toLowerCase()) return undefined;
      return restCall(route, segments, url, here, organisation);
    }
    return undefined;
  }

  #issue(): unknown {
    const token = `sandbox-installation-${hex(`installation/${this.#issued.size}/${this.#calls.get(TOKEN) ?? 0}`, 24)}`;
    this.#issued.add(token);
    const expires = Math.max(Date.now(), this.#settings.clock.now().getTime()) + 3_600_000;
    return {
      token,
      expires_at: new Date(expires).toISOString(),
      permissions: { metadata: "read" },
      repository_selection: "all",
    };
  }

  #caller(operation: string, authorization: string | undefined): Caller | undefined {
    const token = authorization?.replace(/^(?:bearer|token) /i, "") ?? "";
    // The App signs for itself here: a token of three parts; its signature is not checked.
    if (operation === TOKEN || operation === INSTALLATION) return token.split(".").length === 3 ? "app" : undefined;
    if (token === this.tokens.owner) return "owner";
    if (token === this.tokens.member) return "member";
    return this.#issued.has(token) ? "app" : undefined;
  }

  #rateHeaders(resource: "core" | "graphql"): Record<string, string> {
    const now = this.#settings.clock.now().getTime();
    const window = this.#spent.get(resource);
    const current = window === undefined || window.resetsAt <= now ? { count: 0, resetsAt: now + 3_600_000 } : window;
    current.count += 1;
    this.#spent.set(resource, current);
    const limit = this.#settings.hourlyCalls;
    return {
      "x-github-request-id": hex(`request/${current.count}`, 12),
      "x-github-api-version-selected": "2022-11-28",
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(Math.max(-1, limit - current.count)),
      "x-ratelimit-used": String(current.count),
      "x-ratelimit-reset": String(Math.ceil(current.resetsAt / 1000)),
      "x-ratelimit-resource": resource,
    };
  }

  async #disturb(response: ServerResponse, faults: readonly Fault[]): Promise<void> {
    for (const fault of faults) {
      if (fault.kind === "reset") response.destroy();
      if (fault.kind === "slow") await delay(fault.delayMs, undefined, { signal: this.#loopback.closing });
      if (fault.kind !== "hang") continue;
      await this.#loopback.hang();
      response.destroy();
    }
  }

  async #send(
    response: ServerResponse,
    wire: WireAnswer,
    faults: readonly Fault[],
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    await send(response, { ...wire, headers: { ...headers, ...wire.headers } }, faults, this.#settings.clock);
  }
}

function graphqlCall(body: string, organisation: GithubOrganisation): Asked | undefined {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Readonly<Record<string, unknown>> };
  const name = /query\s+(\w+)/.exec(query)?.[1] ?? "";
  const answer = QUERIES[name];
  if (answer === undefined) return undefined;
  const cursor = variables?.["cursor"];
  return {
    operation: `github:graphql.${name}`,
    laterPage: typeof cursor === "string",
    ...(typeof cursor === "string" ? { cursor } : {}),
    needs: "",
    root: name === "RepositoryBatch" ? "nodes" : name.startsWith("Repository") ? "node" : "organization",
    run: (caller) => ({ status: 200, body: answer({ organisation, caller, variables: variables ?? {} }) }),
  };
}

function restCall(
  route: Route,
  segments: Readonly<Record<string, string>>,
  url: URL,
  here: string,
  organisation: GithubOrganisation,
): Asked {
  const page = Number(url.searchParams.get("page") ?? "1");
  return {
    operation: route.id,
    laterPage: page > 1,
    needs: route.needs,
    run: (caller) => {
      const answer = route.answer({ organisation, caller, segments, query: url.searchParams });
      if (!("list" in answer)) return { status: answer.status ?? 200, body: answer.body };
      return { status: 200, ...paged(answer.list, page, url, here) };
    },
  };
}

function paged(list: List, page: number, url: URL, here: string): { readonly body: unknown; readonly link?: string } {
  const size = Math.min(100, Number(url.searchParams.get("per_page") ?? "30"));
  const from = (page - 1) * size;
  const items = Array.from({ length: Math.max(0, Math.min(size, list.count - from)) }, (_, index) =>
    list.at(from + index),
  );
  const body = list.member === undefined ? items : { total_count: list.count, [list.member]: items };
  if (from + size >= list.count) return { body };
  const next = new URL(`${here}${url.pathname}${url.search}`);
  next.searchParams.set("page", String(page + 1));
  const last = new URL(next);
  last.searchParams.set("page", String(Math.ceil(list.count / size)));
  return { body, link: `<${next.href}>; rel="next", <${last.href}>; rel="last"` };
}

function matched(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const segments: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith("{")) segments[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return segments;
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
