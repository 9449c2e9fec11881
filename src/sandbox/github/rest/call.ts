import type { GithubOrganisation, Repository } from "../model.ts";

/** Who asks: an App's installation, an owner's token, or a token of a member who is no owner. */
export type Caller = "app" | "owner" | "member";

export class GithubError extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "GithubError";
    this.status = status;
    this.headers = headers;
  }
}

/** A list: the server cuts it into pages. `member` = the list stands in an object with `total_count`. */
export interface List {
  readonly count: number;
  at(index: number): unknown;
  readonly member?: string;
}

export type RestAnswer = { readonly list: List } | { readonly body: unknown; readonly status?: number };

export interface RestCall {
  readonly organisation: GithubOrganisation;
  readonly caller: Caller;
  readonly segments: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export interface Route {
  /** Operation id of the collector's manifest. */
  readonly id: string;
  readonly path: string;
  readonly needs: string;
  readonly answer: (call: RestCall) => RestAnswer;
}

export function list(items: readonly unknown[], member?: string): RestAnswer {
  return { list: { count: items.length, at: (index) => items[index], ...(member === undefined ? {} : { member }) } };
}

export const notFound = (): never => {
  throw new GithubError(404, "Not Found");
};

export function repositoryOf({ organisation, segments }: RestCall): Repository {
  return organisation.repositories.find(segments["repo"] ?? "") ?? notFound();
}

/** Only owners and Apps with administration:read see what administrators see. */
export function administered<T>(call: RestCall, answer: () => T): T {
  if (call.caller === "member") return notFound();
  return answer();
}

export function onlyApps<T>(call: RestCall, answer: () => T): T {
  if (call.caller !== "app") throw new GithubError(403, "Resource not accessible by personal access token");
  return answer();
}

export function route(id: string, path: string, needs: string, answer: (call: RestCall) => RestAnswer): Route {
  return { id: `github:${id}`, path, needs, answer };
}

export const ADMINISTRATION = "organization_administration=read";
