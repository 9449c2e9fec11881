import { generated, joined, listed, numbered } from "../organisation/population.ts";
import { chance, hash32 } from "../organisation/random.ts";
import { badGithub, badRepositories, neglected } from "./bad.ts";
import { ago, environment, hook, person, repository, ruleset, work } from "./builders.ts";
import { goodGithub, goodRepositories } from "./good.ts";
import type { GithubOrganisation, GithubPresetOptions, Person, Repository, Team } from "./model.ts";

const PEOPLE = ["amara-okafor", "bruno-keller", "chidi-mensah", "ines-halvorsen"];

/** A realistic mix: most repositories in order, some neglected, a leaver who still has access. */
export function meridianGithub(options: GithubPresetOptions): GithubOrganisation {
  const good = goodGithub(options);
  const bad = badGithub(options);
  const [dispatch, tariff, ...others] = goodRepositories();
  if (dispatch === undefined || tariff === undefined) throw new RangeError("the preset has lost its repositories");
  return {
    ...good,
    // The leaver and the helper without a second factor could not be here otherwise.
    settings: {
      ...good.settings,
      two_factor_requirement_enabled: false,
      members_can_change_repo_visibility: true,
      default_repository_permission: "read",
    },
    ipAllowList: false,
    members: [
      ...good.members,
      person("Chidi", "Mensah", { twoFactor: false }),
      person("Dana", "Novak"),
      // Left the company: suspended in the directory; still able to sign in to AWS, and a member with a token here.
      person("Emeka", "Lindqvist", { linked: false, twoFactor: true }),
      // Nobody in the directory, and a user in AWS.
      person("Piotr", "Wrona", { linked: false }),
    ],
    outside: [...good.outside, ...bad.outside],
    failed: bad.failed,
    teams: [...good.teams, ...bad.teams],
    tokens: [...good.tokens, { ...bad.tokens[0], owner: "emeka-lindqvist" }],
    tokenRequests: bad.tokenRequests,
    installations: [...good.installations, ...bad.installations],
    actionsSecrets: [...good.actionsSecrets, ...bad.actionsSecrets],
    dependabotSecrets: bad.dependabotSecrets,
    workflow: { default_workflow_permissions: "write", can_approve_pull_request_reviews: false },
    dependabotAlerts: [...good.dependabotAlerts, ...bad.dependabotAlerts],
    secretAlerts: [
      ...good.secretAlerts,
      ...bad.secretAlerts.map((alert) => ({ ...alert, number: Number(alert["number"]) + 10 })),
    ],
    codeAlerts: [...good.codeAlerts, ...bad.codeAlerts],
    auditEvents: [...good.auditEvents, ...bad.auditEvents],
    repositories: listed([dispatch, tariff, ...others, ...badRepositories(), neglected("new-idea", { empty: true })]),
  };
}

/** An organization with its one owner and nothing else, on a plan without an enterprise: every other population is of size zero. */
export function emptyGithub(options: GithubPresetOptions): GithubOrganisation {
  const good = goodGithub(options);
  const owner = good.members[0] ?? person("Bruno", "Keller", { role: "ADMIN" });
  return {
    ...good,
    plan: "team",
    saml: null,
    ipAllowList: false,
    sharedSecurityPolicy: null,
    verifiedDomains: [],
    members: [owner],
    outside: [],
    pending: [],
    failed: [],
    teams: [],
    roles: [],
    installations: [],
    tokens: [],
    tokenRequests: [],
    authorizations: [],
    actionsSecrets: [],
    dependabotSecrets: [],
    runners: [],
    hooks: [],
    configurations: [],
    dependabotAlerts: [],
    secretAlerts: [],
    codeAlerts: [],
    auditEvents: [],
    rulesets: [],
    repositories: listed([]),
  };
}

/** Fills an organisation up to a size; nothing generated is held but people and alerts. */
export function sizedGithub(
  organisation: GithubOrganisation,
  { size, seed = 1, asOf }: GithubPresetOptions,
): GithubOrganisation {
  if (size === undefined) return organisation;
  const { repositories, members, teams, dependabotAlerts } = organisation;
  const missing = Math.max(0, (size.repositories ?? 0) - repositories.count);
  const people = Math.max(0, (size.members ?? 0) - members.length);
  const groups = Math.max(0, (size.teams ?? 0) - teams.length);
  const alerts = Math.max(0, (size.alerts ?? 0) - dependabotAlerts.length);
  return {
    ...organisation,
    repositories: joined(
      repositories,
      generated(missing, "service-", (index) => sizedRepository(numbered("service-", index), seed, size.changes)),
    ),
    members: [...members, ...Array.from({ length: people }, (_, index) => sizedPerson(index))],
    teams: [...teams, ...Array.from({ length: groups }, (_, index) => sizedTeam(index, people, missing))],
    dependabotAlerts: [
      ...dependabotAlerts,
      ...Array.from({ length: alerts }, (_, index) => ({
        number: 1000 + index,
        repository: missing === 0 ? "dispatch" : numbered("service-", index % missing),
        state: "open",
        severity: (["low", "medium", "high", "critical"] as const)[index % 4],
        package: `library-${index}`,
        created_at: ago(asOf, 1 + (index % 90)),
        dismissed: null,
      })),
    ],
  };
}

function sizedPerson(index: number): Person {
  return person("Worker", String(index).padStart(5, "0"));
}

/** A few people, and a few repositories that they may change. */
function sizedTeam(index: number, people: number, repositories: number): Team {
  const some = (total: number): readonly number[] =>
    Array.from({ length: Math.min(total, 6) }, (_, place) => (index * 6 + place) % total);
  return {
    slug: numbered("squad-", index),
    id: 5000 + index,
    description: "Looks after its services",
    privacy: "VISIBLE",
    members: some(people).map((one, place) => ({
      login: sizedPerson(one).login,
      role: place === 0 ? "MAINTAINER" : "MEMBER",
    })),
    repositories: some(repositories).map((one) => ({ name: numbered("service-", one), permission: "WRITE" })),
  };
}

function sizedRepository(name: string, seed: number, busiest = 5): Repository {
  const key = `${seed}/${name}`;
  if (chance(8, `${key}/archived`)) return repository(name, { archived: true, pushedDaysAgo: 500 });
  if (chance(12, `${key}/neglected`)) return neglected(name);
  let made: ReturnType<typeof work> | undefined;
  const changes = (): ReturnType<typeof work> => (made ??= work(PEOPLE, 1, changesOf(key, busiest)));
  return {
    ...repository(name, {
      visibility: chance(5, `${key}/public`) ? "public" : "private",
      configuration: chance(60, `${key}/configured`) ? 17 : null,
      ...(chance(20, `${key}/hook`) ? { hooks: [hook(1, "https://ci.example.com/hook")] } : {}),
      ...(chance(15, `${key}/environment`) ? { environments: [environment(1, "production")] } : {}),
      ...(chance(30, `${key}/ruleset`) ? { rulesets: [ruleset(`own of ${name}`, { level: "Repository" })] } : {}),
    }),
    // Made only for who asks for them: a list of thousands of repositories does not.
    get pulls() {
      return changes().pulls;
    },
    get commits() {
      return changes().commits;
    },
  };
}

/** Up to five alike; with more, few repositories are busy and most are quiet, as it is in organizations. */
function changesOf(key: string, busiest: number): number {
  const drawn = hash32(key);
  return busiest <= 5 ? drawn % (busiest + 1) : Math.floor(busiest * ((drawn % 10_000) / 10_000) ** 8);
}
