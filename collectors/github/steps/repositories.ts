import type { Exclusion } from "#core";
import type { AnyKind, Emission } from "#sdk";
import { type GithubClient, isJson, type Json, problemOf } from "../client.ts";
import { type GithubConfig, nameMatches } from "../config.ts";
import { gap, population, record } from "../emit.ts";
import { type Problem, unreadable } from "../errors.ts";
import * as evidence from "../evidence.ts";
import { REPOSITORY_KINDS } from "../operations.ts";
import { POINTS_PER_BATCH, remainingWork, secondsFor } from "../plan.ts";
import { REPOSITORY_BATCH } from "../queries.ts";
import type { OrganizationSession } from "../session.ts";
import { Holdings, outsideCollaborators } from "./outside-collaborators.ts";
import { readRepository } from "./repository.ts";
import type { RepositoryContext, RepositoryFacts, Surroundings } from "./repository-context.ts";
import { each } from "./people.ts";
import { webhookRecord } from "./webhooks.ts";

const LIST = "github:repos.list-for-org";
const BATCH = "github:graphql.RepositoryBatch";
const HOOKS = "github:orgs.list-webhooks";
const BATCH_SIZE = 25;

/** Kinds that have exactly one record for each repository. */
const ONE_EACH: readonly AnyKind[] = [
  evidence.repositoryKind,
  evidence.branchProtectionKind,
  evidence.repositorySecurityKind,
];

/**
 * Every repository: a page of the list, then 25 at a time by GraphQL, then what only REST states of each. Nothing is held
 * beyond a page but what outside collaborators hold and which rulesets were told already.
 */
export async function* repositories(session: OrganizationSession, around: Surroundings): AsyncGenerator<Emission> {
  const { scope, client, organization, config } = session;
  const broken = new Set<AnyKind>();
  const note = function* (source: Iterable<Emission>): Generator<Emission> {
    for (const emission of source) {
      if (emission.type === "gap") broken.add(emission.kind);
      yield emission;
    }
  };
  const context: RepositoryContext = {
    session,
    around,
    rulesets: new Set(),
    holdings: new Holdings(),
    bound: new Map(),
    classicSeen: { nullIsTrue: false, contradicted: false },
  };
  const excluded = new Map<string, Exclusion>();
  yield* note(await gathered(organizationWebhooks(session)));
  let problem: Problem | undefined;
  let seen = 0;
  const before = client.spent();
  let unread: { readonly problem: Problem; count: number } | undefined;
  const source = client.pages(LIST, "GET /orgs/{org}/repos", { org: organization, type: "all", sort: "full_name" });
  pages: for (;;) {
    const step = await source.next();
    if (step.done === true) {
      problem = step.value;
      break;
    }
    const wanted = step.value.items.filter((item) => isWanted(item, config, excluded));
    for (let from = 0; from < wanted.length; from += BATCH_SIZE) {
      const slice = wanted.slice(from, from + BATCH_SIZE);
      const batch = await factsOf(session, slice);
      for (const item of slice) {
        // A limit that the run does not wait for: the rest is one gap for each kind, not thousands.
        const limited = client.limit();
        if (limited !== undefined) {
          problem = { ...limited, detail: `${limited.detail}; ${seen} repositories had been read` };
          break pages;
        }
        const facts = batch.get(String(item["node_id"])) ?? { node: undefined, problem: MISSING, errors: [] };
        for await (const emission of readRepository(context, item, facts)) yield* note([emission]);
        if (facts.problem !== undefined) unread = { problem: facts.problem, count: (unread?.count ?? 0) + 1 };
        seen += 1;
      }
    }
    session.progress("repositories read", {
      organization,
      repositories: seen,
      ...ahead(session, around, before, seen),
    });
  }
  if (unread !== undefined) {
    const { reason, detail } = unread.problem;
    const missing = `rulesets are seen through the repositories under them, and ${unread.count} could not be read: ${detail}`;
    yield* note([gap(scope, evidence.rulesetKind, BATCH, { reason, detail: missing })]);
  }
  if (problem !== undefined)
    for (const kind of REPOSITORY_KINDS)
      if (kind !== evidence.outsideCollaboratorKind) yield* note([gap(scope, kind, LIST, problem)]);
  if (problem !== undefined) around.silent.unseen("repositories that were not seen");
  const left = [...excluded.values()];
  const leftCount = left.reduce((sum, { count }) => sum + count, 0);
  for (const kind of REPOSITORY_KINDS) {
    if (kind === evidence.outsideCollaboratorKind) continue;
    const isEach = ONE_EACH.includes(kind);
    const { repositories: reported, repositoriesBy: reportedBy } = around.reading;
    yield population(scope, kind, problem === undefined && !broken.has(kind), {
      ...(isEach && config.include === undefined ? { reported, reportedBy } : {}),
      ...(isEach ? { excluded: left } : {}),
    });
  }
  const whole = problem === undefined && leftCount === 0;
  yield* outsideCollaborators(session, around.reading.administers, context.holdings, whole, problem, LIST);
}

/** What the rest will take when it is like what was read, so that the plan follows what the organization is really like. */
function ahead(
  { client, clock }: OrganizationSession,
  { reading: { repositories: all } }: Surroundings,
  before: ReturnType<GithubClient["spent"]>,
  seen: number,
): Readonly<Record<string, number>> {
  if (all === undefined || all <= seen || seen === 0) return {};
  const now = client.spent();
  const graphql = now.graphql - before.graphql;
  const batches = Math.ceil(seen / BATCH_SIZE);
  const points = graphql + batches * (POINTS_PER_BATCH - 1);
  const work = remainingWork({ rest: now.rest - before.rest, graphql, points }, seen, all);
  const budgets = { rest: client.budget("rest"), graphql: client.budget("graphql") };
  return {
    of: all,
    callsAhead: work.rest + work.graphql,
    ...(budgets.rest === undefined ? {} : { left: budgets.rest.remaining }),
    minutes: Math.ceil(secondsFor(work, budgets, clock.now()) / 60),
  };
}

const MISSING: Problem = unreadable("the batch does not hold the repository");

function isWanted(item: Json, config: GithubConfig, excluded: Map<string, Exclusion>): boolean {
  const name = String(item["name"]);
  const out = config.exclude?.find((rule) => nameMatches(rule.name, name));
  const rule =
    out === undefined && config.include?.every((pattern) => !nameMatches(pattern, name)) === true
      ? {
          name: `not in include: ${config.include.join(", ")}`,
          owner: "configuration",
          reason: "only the repositories of include are collected",
        }
      : out;
  if (rule === undefined) return true;
  const before = excluded.get(rule.name)?.count ?? 0;
  excluded.set(rule.name, { rule: rule.name, count: before + 1, owner: rule.owner, reason: rule.reason });
  return false;
}

/** GraphQL's word on each repository by node id. A batch that times out is asked again in halves (github.md §5). */
async function factsOf(
  session: OrganizationSession,
  items: readonly Json[],
): Promise<ReadonlyMap<string, RepositoryFacts>> {
  const facts = new Map<string, RepositoryFacts>();
  if (items.length === 0) return facts;
  const ids = items.map((item) => String(item["node_id"]));
  const since = session.since.toISOString().replace(".000Z", "Z");
  const answer = await session.client.graphql(BATCH, REPOSITORY_BATCH, { ids, since });
  if (!answer.ok) {
    const { status } = answer.problem;
    if (items.length > 1 && (status === 502 || status === 504)) {
      const middle = Math.ceil(items.length / 2);
      for (const half of [items.slice(0, middle), items.slice(middle)])
        for (const [id, one] of await factsOf(session, half)) facts.set(id, one);
      return facts;
    }
    for (const id of ids) facts.set(id, { node: undefined, problem: answer.problem, errors: [] });
    return facts;
  }
  const nodes = answer.value.data["nodes"];
  for (const [index, id] of ids.entries()) {
    const node: unknown = Array.isArray(nodes) ? nodes[index] : undefined;
    const errors = answer.value.errors.filter(({ path }) => path[0] === "nodes" && path[1] === index);
    const error = errors[0] ?? answer.value.errors.find(({ path }) => path.length < 2);
    facts.set(
      id,
      isJson(node) && node["id"] === id
        ? { node, problem: undefined, errors }
        : { node: undefined, problem: error === undefined ? MISSING : problemOf(error), errors },
    );
  }
  return facts;
}

async function* organizationWebhooks({ scope, client, organization }: OrganizationSession): AsyncGenerator<Emission> {
  const problem = yield* each(client.pages(HOOKS, "GET /orgs/{org}/hooks", { org: organization }), (hook) =>
    record(scope, evidence.webhookKind, webhookRecord(hook, organization, "organization")),
  );
  if (problem !== undefined) yield gap(scope, evidence.webhookKind, HOOKS, problem);
}

async function gathered(source: AsyncGenerator<Emission>): Promise<readonly Emission[]> {
  const found: Emission[] = [];
  for await (const emission of source) found.push(emission);
  return found;
}
