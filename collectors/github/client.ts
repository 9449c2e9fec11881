import type { Octokit } from "@octokit/rest";
import { durationMs, instant, scopeKey, type Scope } from "#core";
import type { CollectContext } from "#sdk";
import type { GithubConfig } from "./config.ts";
import { CANCELLED, lineOf, type Problem, readError, unreadable } from "./errors.ts";
import { openOctokit, type TokenSource, tokenSource } from "./sign-in.ts";
import type { Sleep } from "./sleep.ts";

export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly headers: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: Problem };

export type Json = Readonly<Record<string, unknown>>;

/** An error of one field of a GraphQL answer; the rest of the answer stands. */
export interface FieldError {
  readonly type: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface GraphqlAnswer {
  readonly data: Json;
  readonly errors: readonly FieldError[];
}

export type Parameters_ = Readonly<Record<string, string | number | boolean | undefined>>;

/** Every call of one organization. Never throws but AUTH_, CONFIG_ and violations of the gateway's rules. */
export interface GithubClient {
  readonly scope: Scope;
  readonly tokenKind: TokenSource["kind"];
  /** One object. Without one of `requires` the answer says nothing. */
  object(operation: string, route: string, parameters: Parameters_, requires: readonly string[]): Promise<Answer<Json>>;
  /** A list to its end, page by page; returns why it broke off. `member` names the list inside the page. */
  pages(
    operation: string,
    route: string,
    parameters: Parameters_,
    member?: string,
  ): AsyncGenerator<ListPage, Problem | undefined>;
  graphql(operation: string, query: string, variables: Json): Promise<Answer<GraphqlAnswer>>;
  /** What GitHub last said of the hour's calls, or of its GraphQL points. */
  budget(of: "rest" | "graphql"): Budget | undefined;
  /** Calls that were answered, REST and GraphQL. */
  spent(): { readonly rest: number; readonly graphql: number };
  /** Set once a limit was hit that the run does not wait for: no call goes out before it ends. */
  limit(): Problem | undefined;
}

export interface ListPage {
  readonly items: readonly Json[];
  readonly total: number | undefined;
}

export interface Budget {
  readonly limit: number;
  readonly remaining: number;
  readonly resetsAt: string;
}

const VERSION = "2022-11-28";

export function openClient(ctx: CollectContext<GithubConfig>, organization: string, sleep: Sleep): GithubClient {
  return new Client(ctx, organization, sleep);
}

class Client implements GithubClient {
  readonly scope: Scope;
  readonly #ctx: CollectContext<GithubConfig>;
  readonly #octokit: Octokit;
  readonly #source: TokenSource;
  readonly #sleep: Sleep;
  readonly #patienceMs: number;
  #accepted = false;
  #limit: Problem | undefined;
  readonly #budgets = new Map<"rest" | "graphql", Budget>();
  readonly #spent = { rest: 0, graphql: 0 };

  constructor(ctx: CollectContext<GithubConfig>, organization: string, sleep: Sleep) {
    this.scope = { platform: "github", account: organization };
    this.#ctx = ctx;
    const door = ctx.door.labelled(scopeKey(this.scope));
    this.#octokit = openOctokit(ctx, door);
    this.#source = tokenSource(ctx, door, organization);
    this.#sleep = sleep;
    this.#patienceMs = durationMs(ctx.config.waitForReset ?? "PT0S") ?? 0;
  }

  get tokenKind(): TokenSource["kind"] {
    return this.#source.kind;
  }

  budget(of: "rest" | "graphql"): Budget | undefined {
    return this.#budgets.get(of);
  }

  spent(): { readonly rest: number; readonly graphql: number } {
    return { ...this.#spent };
  }

  limit(): Problem | undefined {
    const ends = this.#limit?.resetsAt;
    if (ends !== undefined && ends <= this.#ctx.clock.now()) this.#limit = undefined;
    return this.#limit;
  }

  async object(
    operation: string,
    route: string,
    parameters: Parameters_,
    requires: readonly string[],
  ): Promise<Answer<Json>> {
    const answer = await this.#call(operation, route, parameters);
    if (!answer.ok) return answer;
    const { value } = answer;
    if (!isJson(value)) return { ok: false, problem: unreadable("no JSON object") };
    const missing = requires.filter((member) => value[member] === undefined);
    if (missing.length > 0) return { ok: false, problem: unreadable(`it lacks ${missing.join(", ")}`) };
    return { ...answer, value };
  }

  async *pages(
    operation: string,
    route: string,
    parameters: Parameters_,
    member?: string,
  ): AsyncGenerator<ListPage, Problem | undefined> {
    let next: string | undefined = route;
    let given: Parameters_ = { per_page: 100, ...parameters };
    const asked = new Set<string>();
    while (next !== undefined) {
      const answer: Answer<unknown> = await this.#call(operation, next, given);
      if (!answer.ok) return answer.problem;
      const page = pageOf(answer.value, member);
      if (page === undefined) return unreadable(member === undefined ? "no JSON list" : `no list ${member}`);
      yield page;
      const link = nextOf(answer.headers["link"]);
      if (link === "unreadable") return { reason: "truncated", detail: "the link to the next page cannot be read" };
      if (link !== undefined && asked.has(link))
        return { reason: "truncated", detail: "the link to the next page leads back to one that was read" };
      if (link !== undefined) asked.add(link);
      next = link === undefined ? undefined : `GET ${link}`;
      given = {};
    }
    return undefined;
  }

  async graphql(operation: string, query: string, variables: Json): Promise<Answer<GraphqlAnswer>> {
    const base = this.#octokit.request.endpoint.DEFAULTS.baseUrl.replace(/\/api\/v3$/, "/api");
    const answer = await this.#call(operation, `POST ${base}/graphql`, {}, { query, variables });
    if (!answer.ok) return answer;
    const { value } = answer;
    if (!isJson(value)) return { ok: false, problem: unreadable("no JSON object") };
    const errors = fieldErrors(value["errors"]);
    const data = value["data"];
    if (isJson(data)) return { ...answer, value: { data, errors } };
    if (errors.some(({ type }) => type === "RATE_LIMITED" || type === "RATE_LIMIT"))
      return {
        ok: false,
        problem: this.#limited({
          reason: "rate-limited",
          detail: "GitHub's GraphQL rate limit is used up",
          resetsAt: this.#resetOf(answer.headers),
        }),
      };
    const [first] = errors;
    if (first === undefined) return { ok: false, problem: unreadable("neither data nor errors") };
    return { ok: false, problem: problemOf(first) };
  }

  async #call(operation: string, route: string, parameters: Parameters_, body?: Json): Promise<Answer<unknown>> {
    for (let renewed = false, waited = false; ;) {
      if (this.#ctx.signal.aborted) return { ok: false, problem: CANCELLED };
      const standing = this.limit();
      if (standing !== undefined) return { ok: false, problem: standing };
      try {
        const answer = await this.#send(route, parameters, body, renewed);
        this.#accepted = true;
        this.#spent[body === undefined ? "rest" : "graphql"] += 1;
        this.#note(answer.headers);
        return { ok: true, value: answer.data, headers: answer.headers };
      } catch (error) {
        const reading = readError(error, operation, this.#accepted, this.#ctx.clock.now());
        if (reading.type === "auth") {
          // An installation token ends after an hour: a run may well be longer.
          if (this.#accepted && this.#source.kind === "app" && !renewed) {
            renewed = true;
            continue;
          }
          throw reading.error;
        }
        if (this.#ctx.signal.aborted) return { ok: false, problem: CANCELLED };
        if (reading.problem.status !== undefined) this.#accepted = true;
        if (reading.problem.reason !== "rate-limited") return { ok: false, problem: reading.problem };
        if (waited || !(await this.#waited(reading.problem)))
          return { ok: false, problem: this.#limited(reading.problem) };
        waited = true;
      }
    }
  }

  async #send(route: string, parameters: Parameters_, body: Json | undefined, fresh: boolean) {
    const authorization = `bearer ${await this.#source.token(fresh)}`;
    const headers = { authorization, accept: "application/vnd.github+json", "x-github-api-version": VERSION };
    return this.#octokit.request(route, { ...parameters, ...(body === undefined ? {} : { data: body }), headers });
  }

  /** Pauses until a limit ends, when the operator allows a pause that long. */
  async #waited({ resetsAt }: Problem): Promise<boolean> {
    if (resetsAt === undefined) return false;
    const ms = resetsAt.getTime() - this.#ctx.clock.now().getTime() + 1000;
    if (ms > this.#patienceMs) return false;
    this.#ctx.progress("waiting for GitHub's rate limit to end", {
      until: instant(resetsAt),
      seconds: Math.ceil(ms / 1000),
    });
    await this.#sleep(ms, this.#ctx.signal);
    return true;
  }

  #limited(problem: Problem): Problem {
    const until = problem.resetsAt === undefined ? "" : `; it ends ${instant(problem.resetsAt)}`;
    this.#limit = { ...problem, detail: `${problem.detail}${until}; nothing more was asked` };
    return this.#limit;
  }

  #resetOf(headers: Readonly<Record<string, unknown>>): Date {
    const reset = Number(headers["x-ratelimit-reset"]);
    return Number.isFinite(reset) && reset > 0
      ? new Date(reset * 1000)
      : new Date(this.#ctx.clock.now().getTime() + 60_000);
  }

  #note(headers: Readonly<Record<string, unknown>>): void {
    const resource = headers["x-ratelimit-resource"];
    if (resource !== undefined && resource !== "core" && resource !== "graphql") return;
    const limit = Number(headers["x-ratelimit-limit"]);
    const remaining = Number(headers["x-ratelimit-remaining"]);
    const reset = Number(headers["x-ratelimit-reset"]);
    if (Number.isFinite(limit) && Number.isFinite(remaining) && Number.isFinite(reset))
      this.#budgets.set(resource === "graphql" ? "graphql" : "rest", {
        limit,
        remaining,
        resetsAt: instant(new Date(reset * 1000)),
      });
  }
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pageOf(value: unknown, member: string | undefined): ListPage | undefined {
  const list = member === undefined ? value : isJson(value) ? value[member] : undefined;
  if (!Array.isArray(list) || !list.every(isJson)) return undefined;
  const total = isJson(value) ? value["total_count"] : undefined;
  return { items: list, total: typeof total === "number" ? total : undefined };
}

/** The address of `rel="next"`; "unreadable" when a page is promised and not named. */
function nextOf(link: unknown): string | "unreadable" | undefined {
  if (typeof link !== "string" || !/rel="?next"?/.test(link)) return undefined;
  return /<([^<>]+)>\s*;[^,]*rel="?next"?/.exec(link)?.[1] ?? "unreadable";
}

function fieldErrors(errors: unknown): readonly FieldError[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isJson).map((error) => ({
    type: typeof error["type"] === "string" ? error["type"] : "UNKNOWN",
    path: Array.isArray(error["path"]) ? (error["path"] as (string | number)[]) : [],
    message: typeof error["message"] === "string" ? lineOf(error["message"]) : "an error without a message",
  }));
}

export function problemOf({ type, message }: FieldError): Problem {
  const reason =
    type === "FORBIDDEN" || type === "NOT_FOUND" || type === "INSUFFICIENT_SCOPES" ? "denied" : "provider-error";
  return { reason, detail: `GraphQL ${type}: ${message}`, message };
}
