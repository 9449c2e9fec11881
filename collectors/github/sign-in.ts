import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { ExhibitError } from "#core";
import type { CollectContext, Door } from "#sdk";
import { basesOf, type GithubConfig } from "./config.ts";

/** Where the token of a call comes from. `fresh` asks for another one than last time, where there can be one. */
export interface TokenSource {
  readonly kind: "token" | "app";
  token(fresh?: boolean): Promise<string>;
}

/** The credentials for one organization. @throws ExhibitError AUTH_MISSING when nothing is configured */
export function tokenSource(ctx: CollectContext<GithubConfig>, door: Door, organization: string): TokenSource {
  const { auth } = ctx.config;
  if (auth === undefined || auth.type === "token") {
    const token = auth?.token ?? ctx.env["GITHUB_TOKEN"];
    if (token === undefined || token === "")
      throw new ExhibitError("AUTH_MISSING", "no GitHub credentials are configured", {
        place: "auth",
        remedy: "Set auth (a token or a GitHub App) in the connection, or GITHUB_TOKEN in the environment.",
      });
    return { kind: "token", token: async () => token };
  }
  const { request } = openOctokit(ctx, door);
  const app = createAppAuth({ appId: auth.appId, privateKey: auth.privateKey, request, log: SILENT });
  let installation = auth.installationId;
  return {
    kind: "app",
    async token(fresh = false) {
      installation ??= await findInstallation(app, request, organization);
      const { token } = await app({ type: "installation", installationId: installation, refresh: fresh });
      return token;
    },
  };
}

async function findInstallation(
  app: ReturnType<typeof createAppAuth>,
  request: Octokit["request"],
  organization: string,
): Promise<number> {
  const { token } = await app({ type: "app" });
  const { data } = await request("GET /orgs/{org}/installation", {
    org: organization,
    headers: { authorization: `bearer ${token}` },
  });
  return data.id;
}

/** Octokit without any plug-in that retries or waits: the gateway alone does that (github.md §5). */
export function openOctokit(ctx: CollectContext<GithubConfig>, door: Door): Octokit {
  return new Octokit({
    baseUrl: basesOf(ctx.config).rest,
    userAgent: "exhibit",
    log: SILENT,
    request: { fetch: door.fetch, signal: ctx.signal, log: SILENT },
  });
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
