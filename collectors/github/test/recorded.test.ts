import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeHttp } from "../../../test/support/http.ts";
import { openClient } from "../client.ts";
import { GithubConfig } from "../config.ts";
import { Organization } from "../evidence.ts";
import { clock } from "./support.ts";

/** Traffic of the real GitHub, recorded 2022 by @octokit/fixtures (MIT). */
interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly response: unknown;
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

describe("recorded traffic of GitHub", () => {
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
