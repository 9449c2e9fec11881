import { minimalCalls, type OrganizationCounts } from "../../collectors/github/budget.ts";
import { startGithubSandbox } from "../../src/sandbox/github/index.ts";
import { each } from "../../src/sandbox/organisation/population.ts";
import type { GithubOrganisation } from "../../src/sandbox/github/index.ts";
import { pointsOf } from "./github-points.ts";
import { minutesUnder, type Observed, type PeerCalls, type Platform, total } from "./platform.ts";

const TOKEN = "EXHIBIT_BENCH_GITHUB_TOKEN";
/** As {@link ../../collectors/github/queries.ts} asks for them. */
const PULLS_IN_BATCH = 20;
const COMMITS_IN_BATCH = 30;

interface Counts extends OrganizationCounts {
  readonly classic: number;
  readonly rulesets: number;
  readonly pullRequests: number;
}

/** An organization that grows in every direction as its repositories do. */
function sizeOf(repositories: number) {
  return {
    repositories,
    members: Math.round(20 * repositories ** 0.46),
    teams: Math.round(repositories / 25),
    alerts: repositories * 4,
    changes: 250,
  };
}

export const githubPlatform: Platform = {
  id: "github",
  unit: "repositories",
  sizes: [50, 500, 5_000],
  formula: "github.md §2",
  describe(repositories) {
    const { members, teams, alerts } = sizeOf(repositories);
    return `${repositories} repositories, ${members} members, ${teams} teams, ${alerts} Dependabot alerts, up to 250 merged pull requests a repository`;
  },
  async start(repositories) {
    const sandbox = await startGithubSandbox({ size: sizeOf(repositories), hourlyCalls: 1_000_000 });
    return {
      connection: `  - id: github
    collector: github
    config:
      baseUrl: ${sandbox.url}
      organizations: [${sandbox.organisation.login}]
      auth: { type: token, token: "\${env:${TOKEN}}" }
`,
      env: { [TOKEN]: sandbox.tokens.owner },
      counts: countsOf(sandbox.organisation),
      calls: () => sandbox.calls(),
      close: () => sandbox.close(),
    };
  },
  judge({ calls, counts, told }: Observed) {
    const known = counts as Counts;
    const rest = total(calls) - total(calls, /:graphql\./);
    const points = pointsOf(calls);
    const one = (perHour: number): number =>
      Math.max(minutesUnder(rest, perHour, 900), minutesUnder(points, Math.min(perHour, 10_000), 2_000));
    const planned = plannedIn(told);
    return {
      minimal: minimalCalls(known),
      peers: peersOf(known),
      limits: [
        { limit: `a person's token: ${5_000} calls and 5,000 points an hour`, minutes: one(5_000) },
        { limit: "an App at its cap: 12,500 an hour", minutes: one(12_500) },
        { limit: "Enterprise Cloud: 15,000 calls, 10,000 points an hour", minutes: one(15_000) },
        { limit: "in turn, 0.15 s a call (how the collector asks)", minutes: (total(calls) * 0.15) / 60 },
      ],
      ...(planned === undefined ? {} : { planned: { calls: planned } }),
      notes: [`${rest} REST calls; ${total(calls) - rest} GraphQL calls of ${points} points`],
    };
  },
};

function countsOf(organisation: GithubOrganisation): Counts {
  let archived = 0;
  let attachedRepositories = 0;
  let classic = 0;
  let rulesets = 0;
  let pullRequests = 0;
  let furtherChangePages = 0;
  for (const { archived: old, configuration, protection, rulesets: own, pulls, commits } of each(
    organisation.repositories,
  )) {
    if (old) archived += 1;
    if (configuration !== null) attachedRepositories += 1;
    if (protection !== null) classic += 1;
    rulesets += own.length + organisation.rulesets.length;
    pullRequests += pulls.length;
    furtherChangePages += Math.ceil(Math.max(0, pulls.length - PULLS_IN_BATCH) / 100);
    furtherChangePages += Math.ceil(Math.max(0, commits.length - COMMITS_IN_BATCH) / 100);
  }
  return {
    repositories: organisation.repositories.count,
    archived,
    members: organisation.members.length,
    outsideCollaborators: organisation.outside.length,
    teams: organisation.teams.length,
    roles: organisation.roles.length,
    configurations: organisation.configurations.length,
    attachedRepositories,
    dependabotAlerts: organisation.dependabotAlerts.length,
    secretAlerts: organisation.secretAlerts.length,
    codeAlerts: organisation.codeAlerts.length,
    personalAccessTokens: organisation.tokens.length,
    installations: organisation.installations.length,
    auditEvents: organisation.auditEvents.length,
    // Nothing is decided by the organization in this preset.
    restPerRepository: 4,
    furtherChangePages,
    classic,
    rulesets,
    pullRequests,
  };
}

/** Formulas of peers.md §4.3; what they leave out of ours (members, teams, pull requests, alerts) is not in them. */
function peersOf({ repositories: k, classic, rulesets, members, pullRequests }: Counts): readonly PeerCalls[] {
  return [
    {
      name: "Prowler",
      formula: "1 + K/30 + 9K + 2 of each classic protection + S rulesets",
      source: "read in repository_service.py; no members, pull requests or alerts one by one",
      calls: 1 + Math.ceil(k / 30) + 9 * k + 2 * classic + rulesets,
    },
    {
      name: "Legitify",
      formula: "K/50 + 8K",
      source: "read in repository_collector.go",
      calls: Math.ceil(k / 50) + 8 * k,
    },
    {
      name: "Steampipe",
      formula: "K/50 + K",
      source: "read; at least one REST call a repository beside GraphQL pages with classic rules",
      calls: Math.ceil(k / 50) + k,
    },
    {
      name: "CloudSploit",
      formula: "M + 2K",
      source: "read; no branch rules",
      calls: members + 2 * k,
    },
    {
      name: "REST alone",
      formula: "14K + a call for the reviews of each pull request",
      source: "github.md §2: what our evidence takes without GraphQL",
      calls: 14 * k + pullRequests,
    },
  ];
}

/** `…  calls that the organization takes, about…  organization X  calls 312  left 4,980  …` */
function plannedIn(told: readonly string[]): number | undefined {
  const line = told.find((text) => text.includes("calls that the organization takes"));
  const calls = /\bcalls ([\d,]+)/.exec(line ?? "")?.[1];
  return calls === undefined ? undefined : Number(calls.replaceAll(",", ""));
}
