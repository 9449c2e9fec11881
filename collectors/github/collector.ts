import { type ExhibitError, isExhibitError } from "#core";
import type { AnyKind, CollectContext, Emission } from "#sdk";
import { plannedCalls } from "./budget.ts";
import type { GithubConfig } from "./config.ts";
import { gap } from "./emit.ts";
import type { Problem } from "./errors.ts";
import { githubKinds } from "./evidence.ts";
import { type OrganizationSession, openSession } from "./session.ts";
import { sleep as realSleep, type Sleep } from "./sleep.ts";
import { actionsOrganization, type ActionsPolicy, runners } from "./steps/actions.ts";
import { codeScanningAlerts, dependabotAlerts, secretScanningAlerts } from "./steps/alerts.ts";
import { auditLog } from "./steps/audit.ts";
import { type Attachments, codeSecurity } from "./steps/code-security.ts";
import {
  credentialAuthorizations,
  installations,
  organizationSecrets,
  personalAccessTokens,
} from "./steps/credentials.ts";
import { GET_ORGANIZATION, type OrganizationReading, readOrganization } from "./steps/organization.ts";
import { invitations, members, organizationRoles, teams } from "./steps/people.ts";
import { repositories } from "./steps/repositories.ts";

/**
 * Collects the configured organizations one after the other: GitHub counts calls by token, so several at a time would
 * only share one budget, and asks that calls be made in turn.
 * @param sleep pauses for a rate limit; tests give their own
 */
export async function* collect(
  ctx: CollectContext<GithubConfig>,
  sleep: Sleep = realSleep,
): AsyncGenerator<Emission, void, void> {
  let failure: ExhibitError | undefined;
  for (const organization of ctx.config.organizations)
    failure = (yield* collectOrganization(ctx, organization, sleep)) ?? failure;
  if (failure !== undefined) throw failure;
}

/**
 * Everything of one organization. When the credentials stop being accepted on the way, every kind that is not finished
 * becomes a gap and the error is returned: who collects several organizations goes on with the next.
 */
async function* collectOrganization(
  ctx: CollectContext<GithubConfig>,
  organization: string,
  sleep: Sleep,
): AsyncGenerator<Emission, ExhibitError | undefined, void> {
  const session = openSession(ctx, organization, sleep);
  const ended = new Set<AnyKind>();
  let started = false;
  try {
    for await (const emission of everything(session)) {
      if (emission.type === "population" || (emission.type === "gap" && emission.subject === undefined))
        ended.add(emission.kind);
      if (emission.type === "scope") started = true;
      yield emission;
    }
    return undefined;
  } catch (error) {
    if (!isExhibitError(error) || !/^(?:AUTH_|CONFIG_|CLOCK_SKEW)/.test(error.code)) throw error;
    // Nothing was seen yet: with a single organization the error itself says all, and no evidence pretends otherwise.
    const operation = error.place ?? GET_ORGANIZATION;
    const problem: Problem = {
      reason: "denied",
      detail: `${error.message}; nothing more could be asked. ${error.remedy ?? ""}`.trim(),
    };
    if (started)
      for (const kind of githubKinds) if (!ended.has(kind)) yield gap(session.scope, kind, operation, problem);
    if (!started && ctx.config.organizations.length > 1)
      yield { type: "unreachable", scope: session.scope, reason: "denied", detail: error.message, operation };
    return error;
  }
}

async function* everything(session: OrganizationSession): AsyncGenerator<Emission> {
  const { scope, organization, client } = session;
  session.progress("collecting the organization", { organization });
  const answer = await readOrganization(session);
  if (!answer.ok) {
    const { reason, detail } = answer.problem;
    yield { type: "unreachable", scope, reason, detail, operation: GET_ORGANIZATION };
    return;
  }
  const { reading, emissions } = answer;
  yield { type: "scope", scope, principal: `${client.tokenKind} for ${reading.login}`, name: reading.login };
  yield* emissions;
  plan(session, reading);
  const policy: { value: ActionsPolicy } = { value: { allowed: undefined, workflow: undefined } };
  const found: { attachments: Attachments } = { attachments: undefined };
  const tools = new Map<string, Set<string>>();
  yield* members(session, reading);
  yield* teams(session);
  yield* invitations(session);
  yield* organizationRoles(session);
  yield* installations(session);
  yield* personalAccessTokens(session);
  yield* credentialAuthorizations(session, reading);
  yield* organizationSecrets(session);
  yield* actionsOrganization(session, policy);
  yield* runners(session);
  yield* codeSecurity(session, found);
  yield* dependabotAlerts(session);
  yield* secretScanningAlerts(session);
  const toolsSeen = yield* codeScanningAlerts(session, tools);
  yield* auditLog(session, reading);
  yield* repositories(session, {
    reading,
    actions: policy.value,
    attachments: found.attachments,
    tools: toolsSeen ? tools : undefined,
  });
}

const CALLS_PER_REPOSITORY = 4;
/** Calls go out in turn; GitHub answers one in about 0.15 s. */
const SECONDS_PER_CALL = 0.15;

/** Says before the long part what it will take, against what GitHub says is left of the hour. */
function plan(
  { progress, client, organization, clock }: OrganizationSession,
  { repositories: known }: OrganizationReading,
): void {
  const budget = client.budget();
  if (known === undefined) {
    progress("the number of repositories is not known, so neither is the number of calls", { organization });
    return;
  }
  const needed = plannedCalls(known, CALLS_PER_REPOSITORY);
  const work = needed * SECONDS_PER_CALL;
  if (budget === undefined) {
    progress("calls that the organization takes at most", {
      organization,
      calls: needed,
      minutes: Math.ceil(work / 60),
    });
    return;
  }
  const hours = needed <= budget.remaining ? 0 : Math.ceil((needed - budget.remaining) / Math.max(1, budget.limit));
  const untilReset = Math.max(0, (Date.parse(budget.resetsAt) - clock.now().getTime()) / 1000);
  const seconds = hours === 0 ? work : Math.max(work, untilReset + (hours - 1) * 3600);
  progress("calls that the organization takes at most, and what is left of the rate limit", {
    organization,
    calls: needed,
    left: budget.remaining,
    limit: budget.limit,
    resetsAt: budget.resetsAt,
    minutes: Math.ceil(seconds / 60),
  });
}
