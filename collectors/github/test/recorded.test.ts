import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeHttp } from "../../../test/support/http.ts";
import { type Json, openClient } from "../client.ts";
import { GithubConfig } from "../config.ts";
import { Organization } from "../evidence.ts";
import { all } from "../steps/people.ts";
import { classicFromRest } from "../steps/protection.ts";
import { clock } from "./support.ts";

/** Traffic of the real GitHub, recorded 2022 by @octokit/fixtures (MIT). */
interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly response: unknown;
  readonly responseHeaders?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string | number>>;
}

const folder = dirname(createRequire(import.meta.url).resolve("@octokit/fixtures/package.json"));
const scenario = (name: string): readonly Exchange[] =>
  JSON.parse(
    readFileSync(join(folder, "scenarios/api.github.com", name, "normalized-fixture.json"), "utf8"),
  ) as readonly Exchange[];

const http = fakeHttp();

function clientOf() {
  const config = GithubConfig.parse({
    organizations: ["octokit-fixture-org"],
    auth: { type: "token", token: "recorded-traffic-token" },
  });
  const door = { fetch: globalThis.fetch, labelled: () => door };
  const ctx = { config, door, clock, signal: new AbortController().signal, env: {}, progress: () => undefined };
  return openClient(ctx, "octokit-fixture-org", async () => undefined);
}

/** Scenarios that show nothing of what the collector asks: issues' labels and locks, files, releases, projects, writing. */
const ASIDE = [
  "add-labels-to-issue",
  "create-file",
  "create-status",
  "get-archive",
  "get-content",
  "get-root",
  "git-refs",
  "labels",
  "lock-issue",
  "mark-notifications-as-read",
  "markdown",
  "project-cards",
  "release-assets",
  "release-assets-conflict",
  "search-issues",
];
const REPLAYED = [
  "add-and-remove-repository-collaborator",
  "branch-protection",
  "errors",
  "get-organization",
  "get-repository",
  "paginate-issues",
  "rename-repository",
];

/** Header that tells what matters here; the others are the same in every answer. */
function told({ responseHeaders, headers }: Exchange, name: string): Readonly<Record<string, string>> {
  const value = { ...headers, ...responseHeaders }[name];
  return value === undefined ? {} : { [name]: String(value) };
}

const API = "https://api.github.com";

function reply(exchange: Exchange, ...names: readonly string[]): void {
  http
    .on(API)
    .get(exchange.path)
    .reply(
      exchange.status,
      exchange.response as object,
      Object.assign({}, ...names.map((name) => told(exchange, name))),
    );
}

describe("recorded traffic of GitHub", () => {
  it("is replayed wherever it shows what the collector reads", () => {
    expect(readdirSync(join(folder, "scenarios/api.github.com")).toSorted()).toEqual(
      [...ASIDE, ...REPLAYED].toSorted(),
    );
  });

  it("has a list in five pages, whose addresses are not those that were asked first", async () => {
    const pages = scenario("paginate-issues").filter(({ method }) => method === "get");
    for (const page of pages) reply(page, "link");
    const source = clientOf().pages("github:test.list", "GET /repos/{owner}/{repo}/issues", {
      owner: "octokit-fixture-org",
      repo: "paginate-issues",
      per_page: 3,
    });
    const numbers: unknown[] = [];
    for (;;) {
      const step = await source.next();
      if (step.done === true) {
        expect(step.value).toBe(undefined);
        break;
      }
      numbers.push(...step.value.items.map(({ number }) => number));
    }
    expect(pages).toHaveLength(5);
    expect(numbers).toEqual(Array.from({ length: 13 }, (_, index) => 13 - index));
  });

  it("names a moved repository by its number: what is told is the repository by its new name", async () => {
    for (const exchange of scenario("rename-repository").filter(({ method }) => method === "get"))
      reply(exchange, "location");
    const answer = await clientOf().object(
      "github:test.get",
      "GET /repos/{owner}/{repo}",
      { owner: "octokit-fixture-org", repo: "rename-repository" },
      ["full_name"],
    );
    expect(answer.ok && answer.value["full_name"]).toBe("octokit-fixture-org/rename-repository-newname");
  });

  it("holds a repository with the members that its evidence is made of", async () => {
    const [exchange] = scenario("get-repository");
    if (exchange === undefined) throw new Error("the scenario is empty");
    reply(exchange);
    const answer = await clientOf().object(
      "github:test.get",
      "GET /repos/{owner}/{repo}",
      { owner: "octokit-fixture-org", repo: "hello-world" },
      ["full_name", "node_id", "private", "archived", "default_branch"],
    );
    expect(answer.ok && answer.value).toMatchObject({ archived: false, disabled: false, default_branch: "master" });
  });

  it("tells who may do what in a repository by role and by five flags", async () => {
    const lists = scenario("add-and-remove-repository-collaborator").filter(
      ({ method, path }) => method === "get" && path.endsWith("/collaborators"),
    );
    const [exchange] = lists.toSorted((a, b) => (b.response as unknown[]).length - (a.response as unknown[]).length);
    if (exchange === undefined) throw new Error("the scenario has lost its lists");
    reply(exchange);
    const { items, problem } = await all(
      clientOf().pages("github:test.list", "GET /repos/{owner}/{repo}/collaborators", {
        owner: "octokit-fixture-org",
        repo: "add-and-remove-repository-collaborator",
        per_page: undefined,
      }),
    );
    expect(problem).toBe(undefined);
    expect(items.map(({ login, role_name }) => [login, role_name])).toEqual([
      ["octokit-fixture-user-a", "admin"],
      ["octokit-fixture-user-b", expect.any(String)],
    ]);
  });

  it("gives protection that protects nothing, and protection with everything, in the shape that it is read by", () => {
    const [none, whole] = scenario("branch-protection")
      .filter(({ method }) => method === "put")
      .map(({ response }) => classicFromRest(response as Json));
    expect(none).toMatchObject({
      state: "protected",
      enforce_admins: false,
      required_pull_request_reviews: null,
      required_status_checks: null,
      required_signatures: false,
      restricts_pushes: false,
    });
    expect(whole).toMatchObject({
      state: "protected",
      enforce_admins: true,
      required_status_checks: { strict: true, contexts: ["foo/bar"] },
      required_pull_request_reviews: { dismiss_stale_reviews: true, require_code_owner_reviews: expect.any(Boolean) },
      restricts_pushes: true,
    });
  });

  it("says what is wrong in words of its own, which a gap repeats", async () => {
    const [exchange] = scenario("errors");
    if (exchange === undefined) throw new Error("the scenario is empty");
    http
      .on(API)
      .get(exchange.path)
      .reply(exchange.status, exchange.response as object);
    const answer = await clientOf().object("github:test.get", `GET ${exchange.path}`, {}, []);
    expect(answer).toMatchObject({
      ok: false,
      problem: { status: 422, reason: "provider-error", detail: "HTTP 422: Validation Failed" },
    });
  });

  it("holds an organization that is evidence as it stands", async () => {
    const [exchange] = scenario("get-organization");
    http
      .on("https://api.github.com")
      .get("/orgs/octokit-fixture-org")
      .reply(exchange?.status ?? 0, exchange?.response as object);
    const answer = await clientOf().object("github:orgs.get", "GET /orgs/{org}", { org: "octokit-fixture-org" }, [
      "login",
      "id",
    ]);
    expect(answer.ok && Organization.parse(answer.value)).toMatchObject({
      login: "octokit-fixture-org",
      two_factor_requirement_enabled: expect.any(Boolean),
      default_repository_permission: expect.any(String),
    });
  });

  it("tells 'Branch not protected' by GitHub's own words", async () => {
    const exchange = scenario("branch-protection").find(
      ({ method, path }) => method === "get" && path.endsWith("/protection"),
    );
    expect(exchange?.status).toBe(404);
    http
      .on("https://api.github.com")
      .get(exchange?.path ?? "")
      .reply(404, exchange?.response as object);
    const answer = await clientOf().object(
      "github:repos.get-branch-protection",
      "GET /repos/{owner}/{repo}/branches/{branch}/protection",
      { owner: "octokit-fixture-org", repo: "branch-protection", branch: "main" },
      ["enforce_admins"],
    );
    expect(answer).toMatchObject({ ok: false, problem: { status: 404, message: "Branch not protected" } });
  });
});
