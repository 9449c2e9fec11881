import { defineCollector } from "#sdk";
import { collect } from "./collector.ts";
import { basesOf, GithubConfig } from "./config.ts";
import { githubKinds } from "./evidence.ts";
import { githubOperations } from "./operations.ts";
import { preflight } from "./preflight.ts";

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
  preflight,
  collect: (ctx) => collect(ctx),
});
