import { isExhibitError } from "#core";
import type { CollectContext, KindReadiness, OperationProbe, Preflight } from "#sdk";
import type { GithubConfig } from "./config.ts";
import { githubKinds } from "./evidence.ts";
import { githubOperations } from "./operations.ts";
import { probeOperation } from "./probes.ts";
import { type OrganizationSession, openSession } from "./session.ts";
import { sleep } from "./sleep.ts";
import { GET_ORGANIZATION } from "./steps/organization.ts";

/**
 * Which organizations the credentials reach, and with `probe` what each operation answers there.
 * @throws AUTH_ and CONFIG_ when the only organization cannot be entered; among several, the others are reported
 */
export async function preflight(
  ctx: CollectContext<GithubConfig>,
  { probe }: { readonly probe: boolean },
): Promise<Preflight> {
  const identities: Preflight["identities"][number][] = [];
  const kinds: KindReadiness[] = [];
  const operations: OperationProbe[] = [];
  for (const organization of ctx.config.organizations) {
    const session = openSession(ctx, organization, sleep);
    const { scope, client } = session;
    let refused: string | undefined;
    try {
      const answer = await client.object(GET_ORGANIZATION, "GET /orgs/{org}", { org: organization }, ["login", "id"]);
      if (answer.ok)
        identities.push({
          scope,
          principal: `${client.tokenKind} for ${organization}`,
          name: String(answer.value["login"]),
        });
      else refused = answer.problem.detail;
    } catch (error) {
      if (!isExhibitError(error) || ctx.config.organizations.length === 1) throw error;
      refused = error.message;
    }
    if (refused !== undefined) {
      for (const { id } of githubKinds)
        kinds.push({ kind: id, scope, state: "unavailable", reason: "denied", detail: refused });
      continue;
    }
    const tried = probe ? await tryAll(session) : [];
    operations.push(...tried);
    kinds.push(...githubKinds.map(({ id }) => readiness(session, id, tried)));
  }
  return { identities, kinds, operations };
}

async function tryAll(session: OrganizationSession): Promise<readonly OperationProbe[]> {
  const tried: OperationProbe[] = [];
  const repository = await probeOperation.repository(session);
  for (const { id } of githubOperations) {
    const result =
      id === GET_ORGANIZATION ? { state: "allowed" as const } : await probeOperation.one(session, id, repository);
    tried.push({ operation: id, scope: session.scope, ...result });
  }
  return tried;
}

/** Ready unless an operation that it rests on was tried and refused; optional ones take only a part of it. */
function readiness({ scope }: OrganizationSession, kind: string, tried: readonly OperationProbe[]): KindReadiness {
  const needed = githubOperations.filter(({ kinds }) => kinds.includes(kind));
  const only = needed.length === 1;
  const failed = tried.find(
    ({ operation, state }) =>
      (state === "denied" || state === "unavailable") &&
      needed.some(({ id, optional }) => id === operation && (optional !== true || only)),
  );
  if (failed === undefined) return { kind, scope, state: "ready" };
  const reason = failed.state === "denied" ? "denied" : "provider-error";
  return { kind, scope, state: "unavailable", reason, detail: `${failed.operation}: ${failed.detail ?? failed.state}` };
}
