import type { Budget } from "./client.ts";
import type { OrganizationSession } from "./session.ts";
import { mayHaveEnterprise } from "./policy/enterprise.ts";
import type { OrganizationReading } from "./steps/organization.ts";

/** What a run still has to ask, in the two currencies that GitHub counts apart. */
export interface Work {
  /** REST calls, one each. */
  readonly rest: number;
  /** GraphQL calls, and the points that they cost. */
  readonly graphql: number;
  readonly points: number;
}

/** What is known of an organization before its lists are read. */
export interface KnownCounts {
  readonly repositories: number;
  readonly members: number;
  readonly teams: number;
  readonly sso: boolean;
  /** Rules of branches come from REST where an enterprise may have made some. */
  readonly rulesByRest: boolean;
}

/** Lists and settings of an organization that take one REST call each, as they do where little is in them. */
const ORGANIZATION_REST = 34;
/** Webhooks, the two settings of Actions, and the default set-up of code scanning where no configuration decides it. */
const REST_PER_REPOSITORY = 3.5;
/** Pull requests and commits beyond those that come with the batch: busy repositories take many pages, most take none. */
const CHANGES_PER_REPOSITORY = 0.5;
const BATCH = 25;
/** Of a batch of 25 repositories by GitHub's formula (github.md §5), which counts every list as if it were full. */
export const POINTS_PER_BATCH = 25;

/**
 * What the organization takes, told before the start. Pages of alerts and of changes are not known then, so that it is an
 * estimate; organizations with few changes and with settings made for all repositories take less.
 */
export function plannedWork({ repositories, members, teams, sso, rulesByRest }: KnownCounts): Work {
  const people = Math.ceil(members / 100);
  const batches = Math.ceil(repositories / BATCH);
  const changes = Math.round(CHANGES_PER_REPOSITORY * repositories);
  const lists = 1 + people + (sso ? people : 0) + Math.max(1, Math.ceil(teams / 50));
  // The list of repositories, and those that a security configuration is attached to.
  const pages = 2 * Math.ceil(repositories / 100);
  return {
    rest: ORGANIZATION_REST + pages + Math.round((REST_PER_REPOSITORY + (rulesByRest ? 1 : 0)) * repositories),
    graphql: lists + batches + changes,
    points: lists + batches * POINTS_PER_BATCH + changes,
  };
}

/** What is left when `seen` of so many took this much. */
export function remainingWork(spent: Work, seen: number, all: number): Work {
  const share = seen === 0 ? 0 : Math.max(0, all - seen) / seen;
  const times = (amount: number): number => Math.round(amount * share);
  return { rest: times(spent.rest), graphql: times(spent.graphql), points: times(spent.points) };
}

/** Calls go out in turn; GitHub answers one in about 0.15 s. */
const SECONDS_PER_CALL = 0.15;

/** Seconds until so much is asked, with the pauses for limits to end; a budget that is not known is no limit. */
export function secondsFor(
  work: Work,
  budgets: { readonly rest: Budget | undefined; readonly graphql: Budget | undefined },
  now: Date,
): number {
  const asking = (work.rest + work.graphql) * SECONDS_PER_CALL;
  return Math.max(asking, pauses(work.rest, budgets.rest, now), pauses(work.points, budgets.graphql, now));
}

/** Until the last reset that has to be waited for. */
function pauses(cost: number, budget: Budget | undefined, now: Date): number {
  if (budget === undefined || cost <= budget.remaining) return 0;
  const resets = Math.ceil((cost - budget.remaining) / Math.max(1, budget.limit));
  const untilReset = Math.max(0, (Date.parse(budget.resetsAt) - now.getTime()) / 1000);
  return untilReset + (resets - 1) * 3600;
}

/** Says before the long part what it will take, against what GitHub says is left of the hour. */
export function tellPlan(
  { progress, client, organization, clock }: OrganizationSession,
  { repositories: known, members: people, teams: groups, sso, ...reading }: OrganizationReading,
): void {
  if (known === undefined) {
    progress("the number of repositories is not known, so neither is the number of calls", { organization });
    return;
  }
  const work = plannedWork({
    repositories: known,
    members: people ?? 0,
    teams: groups ?? 0,
    sso,
    rulesByRest: mayHaveEnterprise(reading.plan),
  });
  const budgets = { rest: client.budget("rest"), graphql: client.budget("graphql") };
  const told = {
    organization,
    calls: work.rest + work.graphql,
    rest: work.rest,
    points: work.points,
    minutes: Math.ceil(secondsFor(work, budgets, clock.now()) / 60),
  };
  if (budgets.rest === undefined) {
    progress("calls that the organization takes, about", told);
    return;
  }
  progress("calls that the organization takes, about, and what is left of the rate limit", {
    ...told,
    left: budgets.rest.remaining,
    limit: budgets.rest.limit,
    resetsAt: budgets.rest.resetsAt,
    ...(budgets.graphql === undefined ? {} : { pointsLeft: budgets.graphql.remaining }),
  });
}
