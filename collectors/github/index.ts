import { defineCollector } from "#sdk";
import { basesOf, GithubConfig } from "./config.ts";
import { githubKinds } from "./evidence.ts";
import { githubOperations } from "./operations.ts";

/** GitHub organizations on github.com or GitHub Enterprise Server. */
export const github = defineCollector<GithubConfig>({
  id: "github",
  title: "GitHub organizations",
  platform: "github",
  version: "1.0.0",
  config: GithubConfig,
  kinds: githubKinds,
  operations: githubOperations,
  hosts: ["api.github.com"],
  endpoints: (config) => {
    if (config.baseUrl === undefined) return [];
    const { rest, graphql } = basesOf(config);
    return rest === graphql ? [rest] : [rest, graphql];
  },
  // Loaded when asked for: the vendor's SDK costs every command its start.
  preflight: async (ctx, options) => (await import("./preflight.ts")).preflight(ctx, options),
  async *collect(ctx) {
    const { collect } = await import("./collector.ts");
    yield* collect(ctx);
  },
});
