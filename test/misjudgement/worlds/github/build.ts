import { goodGithub } from "../../../../src/sandbox/github/good.ts";
import { type GithubSandboxOptions, startGithubSandbox } from "../../../../src/sandbox/github/index.ts";
import type { GithubOrganisation, Repository } from "../../../../src/sandbox/github/model.ts";
import { listed } from "../../../../src/sandbox/organisation/population.ts";
import { githubConnection } from "../../../support/connection-run.ts";
import { clock, type State, type World } from "../../world.ts";

export const ORGANISATION = "meridian-freight";
export const name = (repo: string): string => `${ORGANISATION}/${repo}`;
export const PROTECTED = "github-default-branch-is-protected";

/** A good organisation with these repositories and no rulesets of its own. */
export function organisationWith(
  repositories: readonly Repository[],
  more: Partial<GithubOrganisation> = {},
): GithubOrganisation {
  return {
    ...goodGithub({ asOf: clock.now() }),
    rulesets: [],
    dependabotAlerts: [],
    secretAlerts: [],
    codeAlerts: [],
    repositories: listed(repositories),
    ...more,
  };
}

interface Options extends Pick<GithubSandboxOptions, "size" | "faults"> {
  readonly who?: "app" | "owner" | "member";
  readonly config?: Readonly<Record<string, unknown>>;
}

export function world(
  title: string,
  organisation: GithubOrganisation | "meridian",
  states: readonly State[],
  { who = "owner", config = {}, ...options }: Options = {},
  also: World["also"] = [],
): World {
  return {
    name: `GitHub, ${title}`,
    open: async () => {
      const sandbox = await startGithubSandbox({ organisation, clock, ...options });
      return { connection: githubConnection(sandbox, who, config), close: () => sandbox.close() };
    },
    states,
    also,
  };
}
