import { describe, expect, it } from "vitest";
import { createGateway } from "../../../src/gateway/index.ts";
import { GithubConfig, nameMatches } from "../config.ts";
import { github } from "../index.ts";
import { appManifest } from "../least-privilege.ts";
import { clock, configFor, withSandbox } from "./support.ts";

describe("the manifest", () => {
  it("holds reads only: GET, GraphQL queries, and the App's token", () => {
    for (const { id, match } of github.operations) {
      if (match.protocol === "graphql") continue;
      expect(match.protocol, id).toBe("rest");
      if (match.protocol === "rest" && match.method !== "GET")
        expect(match.path).toBe("/app/installations/{installation_id}/access_tokens");
    }
  });

  it("asks for no more than reading, and for no organization rulesets, which need a right to write", () => {
    const { default_permissions, default_events } = appManifest(github);
    expect(new Set(Object.values(default_permissions))).toEqual(new Set(["read"]));
    expect(default_events).toEqual([]);
    expect(
      github.operations.filter(({ match }) => "path" in match && match.path.startsWith("/orgs/{org}/rulesets")),
    ).toEqual([]);
    const more = [
      { ...github.operations[0], permission: { type: "github-permission", value: "contents:write" } },
    ] as never;
    expect(() => appManifest({ operations: more })).toThrow(RangeError);
  });

  it("reaches api.github.com, or only the Enterprise Server that is configured", () => {
    const config = (baseUrl?: string) =>
      GithubConfig.parse({ organizations: ["meridian-freight"], ...(baseUrl === undefined ? {} : { baseUrl }) });
    expect(github.hosts).toEqual(["api.github.com"]);
    expect(github.endpoints(config(), {})).toEqual([]);
    expect(github.endpoints(config("https://git.example.com/api/v3/"), {})).toEqual([
      "https://git.example.com/api/v3",
      "https://git.example.com/api",
    ]);
  });
});

describe("configuration", () => {
  it("refuses what it does not know, and an organization named twice", () => {
    for (const wrong of [
      {},
      { organizations: [] },
      { organizations: ["a", "A"] },
      { organizations: ["a"], tokn: "x" },
      { organizations: ["a/b"] },
      { organizations: ["a"], auth: { type: "app", appId: 1 } },
      { organizations: ["a"], waitForReset: "1h" },
    ])
      expect(GithubConfig.safeParse(wrong).success, JSON.stringify(wrong)).toBe(false);
  });

  it("matches names of repositories with *, without case, the dot as a dot", () => {
    expect([
      nameMatches("a*c", "ABC"),
      nameMatches(".github", "xgithub"),
      nameMatches("x.*", "x.y"),
      nameMatches("a", "ab"),
    ]).toEqual([true, false, true, false]);
  });
});

describe("preflight", () => {
  const preflight = async (config: unknown, probe: boolean) => {
    const parsed = github.config.parse(config);
    const { signal } = new AbortController();
    const gateway = createGateway({ clock, random: () => 0.5, sleep: async () => undefined });
    const session = await gateway.openSession({
      collector: github,
      endpoints: github.endpoints(parsed, {}),
      connection: "test",
      signal,
    });
    try {
      const ctx = { config: parsed, door: session.door, clock, signal, env: {}, progress: () => undefined };
      return await github.preflight(ctx, { probe });
    } finally {
      await session.close();
      expect(session.violations()).toEqual([]);
    }
  };

  it("says who is reached, and that every kind is ready, for an App", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox) => {
      const { identities, kinds, operations } = await preflight(configFor(sandbox, "app"), true);
      expect(identities).toMatchObject([
        { scope: { platform: "github", account: "meridian-freight" }, name: "meridian-freight" },
      ]);
      expect(kinds.filter(({ state }) => state !== "ready")).toEqual([]);
      expect(operations.map(({ operation }) => operation)).toEqual(github.operations.map(({ id }) => id));
      expect(operations.filter(({ state }) => state === "denied" || state === "unavailable")).toEqual([]);
      expect(operations.filter(({ state }) => state === "allowed").length).toBeGreaterThan(35);
      for (const url of sandbox.urls().filter((asked) => asked.includes("secret-scanning")))
        expect(url).toContain("hide_secret=true");
    });
  });

  it("names what a member's token lacks", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox) => {
      const { kinds, operations } = await preflight(configFor(sandbox, "member"), true);
      const unavailable = kinds.filter(({ state }) => state === "unavailable").map(({ kind }) => kind);
      expect(unavailable).toEqual(
        expect.arrayContaining(["github.webhook", "github.app-installation", "github.secret-scanning-alert"]),
      );
      expect(unavailable).not.toContain("github.member");
      expect(operations.find(({ operation }) => operation === "github:orgs.list-installations")).toMatchObject({
        state: "denied",
      });
    });
  });

  it("throws for credentials that are not accepted", async () => {
    await withSandbox({ organisation: "empty" }, async (sandbox) => {
      const config = {
        organizations: ["meridian-freight"],
        baseUrl: sandbox.url,
        auth: { type: "token", token: "nobody-knows-this" },
      };
      await expect(preflight(config, false)).rejects.toMatchObject({ code: "AUTH_FAILED" });
      await expect(
        preflight({ organizations: ["meridian-freight"], baseUrl: sandbox.url }, false),
      ).rejects.toMatchObject({ code: "AUTH_MISSING" });
    });
  });
});
