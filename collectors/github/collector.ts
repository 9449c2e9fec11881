import { type ExhibitError, isExhibitError } from "#core";
import type { AnyKind, CollectContext, Emission } from "#sdk";
import type { GithubConfig } from "./config.ts";
import { gap } from "./emit.ts";
import type { Problem } from "./errors.ts";
import { githubKinds } from "./evidence.ts";
import { tellPlan } from "./plan.ts";
import { type OrganizationSession, openSession } from "./session.ts";
import { sleep as realSleep, type Sleep } from "./sleep.ts";
import { actionsOrganization, type ActionsPolicy, runners } from "./steps/actions.ts";
import { alertEndings, codeScanningAlerts, dependabotAlerts, secretScanningAlerts, Silent } from "./steps/alerts.ts";
import { auditLog } from "./steps/audit.ts";
import { type Attachments, codeSecurity } from "./steps/code-security.ts";
import {
  credentialAuthorizations,
  installations,
  organizationSecrets,
  personalAccessTokens,
} from "./steps/credentials.ts";
import { GET_ORGANIZATION, readOrganization } from "./steps/organization.ts";
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
    const { reason, status } = answer.problem;
    // GitHub has no organization routes for the account of a person, and does not say that it is one (github.md §6).
    const detail =
      status === 404 ? `${answer.problem.detail}; a personal account is no organization` : answer.problem.detail;
    yield { type: "unreachable", scope, reason, detail, operation: GET_ORGANIZATION };
    return;
  }
  const { reading, emissions } = answer;
  yield { type: "scope", scope, principal: `${client.tokenKind} for ${reading.login}`, name: reading.login };
  yield* emissions;
  tellPlan(session, reading);
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
  const silent = new Silent();
  const dependabot = yield* dependabotAlerts(session);
  const secrets = yield* secretScanningAlerts(session);
  const code = yield* codeScanningAlerts(session, tools);
  yield* auditLog(session, reading);
  yield* repositories(session, {
    reading,
    actions: policy.value,
    attachments: found.attachments,
    tools: code.problem === undefined ? tools : undefined,
    silent,
  });
  yield* alertEndings(scope, [dependabot, secrets, code], silent);
}
