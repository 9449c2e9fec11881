import { isExhibitError } from "#core";
import type { CollectContext, KindReadiness, OperationProbe, Preflight } from "#sdk";
import type { GoogleWorkspaceConfig } from "./config.ts";
import {
  activitySummaryKind,
  adminEventKind,
  authorizedAppKind,
  chromeDeviceKind,
  googleWorkspaceKinds,
  groupKind,
  groupMemberKind,
  mobileDeviceKind,
  tokenKind,
} from "./evidence.ts";
import { googleWorkspaceOperations, TOKEN_OPERATION } from "./operations.ts";
import { PROBES } from "./probes.ts";
import { openSession, type TenantSession } from "./session.ts";
import { signIn } from "./sign-in.ts";

type Include = NonNullable<GoogleWorkspaceConfig["include"]>;

/** Kinds that the configuration may leave out, the setting, and whether it is on when nothing is said. */
const CHOICES: ReadonlyMap<string, readonly [setting: keyof Include, byDefault: boolean]> = new Map([
  [groupKind.id, ["groups", true]],
  [groupMemberKind.id, ["groupMembers", true]],
  [mobileDeviceKind.id, ["mobileDevices", true]],
  [chromeDeviceKind.id, ["chromeDevices", true]],
  [activitySummaryKind.id, ["activities", true]],
  [adminEventKind.id, ["activities", true]],
  [authorizedAppKind.id, ["activities", true]],
  [tokenKind.id, ["tokens", false]],
]);

/**
 * Who we are in which tenant, and with `probe` what each operation answers. A delegation that covers some scopes only is
 * found out here: each is then tried alone.
 * @throws AUTH_, CONFIG_, CLOCK_SKEW, PLATFORM_ when nobody can sign in
 */
export async function preflight(
  ctx: CollectContext<GoogleWorkspaceConfig>,
  { probe }: { readonly probe: boolean },
): Promise<Preflight> {
  const { customer, principal, tokens } = await signIn(ctx);
  const session = openSession({ ctx, customer, tokens });
  const operations: OperationProbe[] = [];
  if (probe) for (const { id } of googleWorkspaceOperations) operations.push(await tryOperation(session, id));
  return {
    identities: [{ scope: session.scope, principal }],
    kinds: googleWorkspaceKinds.map(({ id }) => readiness(session, id, operations)),
    operations,
  };
}

async function tryOperation(session: TenantSession, operation: string): Promise<OperationProbe> {
  const { scope, signal } = session;
  if (operation === TOKEN_OPERATION) return { operation, scope, state: "allowed" };
  const missing = session.lacking(operation);
  const call = PROBES.get(operation);
  if (call === undefined)
    return {
      operation,
      scope,
      state: missing === undefined ? "not-tried" : "denied",
      detail: missing?.detail ?? "only with an entity, or only where configured",
    };
  if (missing !== undefined) return { operation, scope, state: "denied", detail: missing.detail };
  if (signal.aborted) return { operation, scope, state: "not-tried", detail: "cancelled" };
  try {
    const answer = await call(session);
    if (answer.ok || isFact(answer.problem.detail)) return { operation, scope, state: "allowed" };
    const { reason, detail } = answer.problem;
    return { operation, scope, state: reason === "denied" ? "denied" : "unavailable", detail };
  } catch (error) {
    // The token was made a moment ago: one operation that does not accept it says something of itself.
    if (!isExhibitError(error) || !error.code.startsWith("AUTH_")) throw error;
    return { operation, scope, state: "unavailable", detail: error.message };
  }
}

/** The report of that day is not ready: whoever is told so may read reports. */
function isFact(detail: string): boolean {
  return /dates later than|not yet available/i.test(detail);
}

/** Ready unless the configuration leaves the kind out, its scope is not delegated, or an operation that it rests on failed. */
function readiness(session: TenantSession, kind: string, tried: readonly OperationProbe[]): KindReadiness {
  const { config, scope } = session;
  const choice = CHOICES.get(kind);
  if (choice !== undefined) {
    const [setting, byDefault] = choice;
    if (!(config.include?.[setting] ?? byDefault))
      return { kind, scope, state: "unavailable", reason: "disabled", detail: `not asked for: set include.${setting}` };
  }
  const needed = googleWorkspaceOperations.filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id);
  const missing = needed.map((operation) => session.lacking(operation)).find((problem) => problem !== undefined);
  if (missing !== undefined) return { kind, scope, state: "unavailable", reason: "denied", detail: missing.detail };
  const failed = tried.find(
    ({ operation, state }) => needed.includes(operation) && (state === "denied" || state === "unavailable"),
  );
  if (failed === undefined) return { kind, scope, state: "ready" };
  return {
    kind,
    scope,
    state: "unavailable",
    reason: failed.state === "denied" ? "denied" : "provider-error",
    detail: `${failed.operation}: ${failed.detail ?? "no answer"}`,
  };
}
