import { isExhibitError, type Scope } from "#core";
import type { AnyKind, CollectContext, KindReadiness, Operation, OperationProbe, Preflight } from "#sdk";
import type { AwsAccountConfig } from "./account-config.ts";
import { accountScope } from "./account-scope.ts";
import { listedTargets, organizationTargets, type Target } from "./accounts.ts";
import { readError } from "./errors.ts";
import { organizationAccounts } from "./several-accounts.ts";
import { enter, signIn, type SignedIn } from "./sign-in.ts";

export interface PreflightParts<Session> {
  readonly kinds: readonly AnyKind[];
  readonly operations: readonly Operation[];
  readonly open: (signedIn: SignedIn) => Session;
  /** The cheapest call of each operation that can be tried without naming an entity. */
  readonly probes: Readonly<Record<string, (session: Session) => Promise<unknown>>>;
  /** Errors that a permitted call may answer: the platform has read the request, and the answer is a fact. */
  readonly facts: ReadonlySet<string>;
  /** What else is tried of an account, beside one call of each operation. */
  readonly further?: (session: Session, scope: Scope) => Promise<readonly OperationProbe[]>;
  /** Why the configuration leaves a kind out, if it does. */
  readonly disabled?: (kind: string) => string | undefined;
}

interface Found {
  readonly identities: Preflight["identities"][number][];
  readonly kinds: KindReadiness[];
  readonly operations: OperationProbe[];
}

/**
 * Who we are in every account that would be collected, and with `probe` what each operation answers there.
 * @throws AUTH_, CONFIG_, PLATFORM_ when the base credentials cannot sign in; other accounts are reported, not thrown
 */
export async function preflightAccounts<Session>(
  ctx: CollectContext<AwsAccountConfig>,
  { probe }: { readonly probe: boolean },
  parts: PreflightParts<Session>,
): Promise<Preflight> {
  const base = await signIn(ctx);
  const found: Found = { identities: [], kinds: [], operations: [] };
  const { accounts, organization } = ctx.config;
  const oneAccount = (signedIn: SignedIn): Promise<void> => askAccount(ctx, signedIn, probe, parts, found);
  const unreachable = (scope: Scope, detail: string): void => {
    for (const { id } of parts.kinds)
      found.kinds.push({ kind: id, scope, state: "unavailable", reason: "denied", detail });
  };
  const oneTarget = async ({ account, role }: Target): Promise<void> => {
    if (role === undefined && base.identity.account === account) return oneAccount(base);
    const scope = accountScope(account);
    if (role === undefined)
      return unreachable(
        scope,
        `no role is configured for it, and the base credentials are of account ${base.identity.account}`,
      );
    try {
      const entered = await enter(ctx, { credentials: base.credentials, partition: base.identity.partition }, role);
      if (entered.ok) await oneAccount(entered.value);
      else unreachable(scope, `${role.roleArn}: ${entered.problem.detail}`);
    } catch (error) {
      if (!isExhibitError(error) || !error.code.startsWith("AUTH_")) throw error;
      unreachable(scope, error.message);
    }
  };
  let targets: readonly Target[] = [];
  if (accounts !== undefined) targets = listedTargets(accounts, base.identity);
  else await oneAccount(base);
  if (organization !== undefined)
    targets = organizationTargets(organization, await organizationAccounts(ctx, base), base.identity).members;
  for (const target of targets) await oneTarget(target);
  return found;
}

async function askAccount<Session>(
  { signal }: CollectContext<AwsAccountConfig>,
  signedIn: SignedIn,
  probe: boolean,
  parts: PreflightParts<Session>,
  found: Found,
): Promise<void> {
  const session = parts.open(signedIn);
  const scope = accountScope(signedIn.identity.account);
  found.identities.push({ scope, principal: signedIn.identity.principal });
  const tried: OperationProbe[] = [];
  if (probe) for (const { id } of parts.operations) tried.push(await tryOperation(session, scope, id, signal, parts));
  found.operations.push(...tried);
  if (probe && parts.further !== undefined) found.operations.push(...(await parts.further(session, scope)));
  found.kinds.push(...parts.kinds.map(({ id }) => readiness(scope, id, tried, parts)));
}

async function tryOperation<Session>(
  session: Session,
  scope: Scope,
  operation: string,
  signal: AbortSignal,
  { probes, facts }: PreflightParts<Session>,
): Promise<OperationProbe> {
  if (operation === "sts:GetCallerIdentity") return { operation, scope, state: "allowed" };
  const call = probes[operation];
  if (call === undefined)
    return { operation, scope, state: "not-tried", detail: "only with an entity, or only to sign in" };
  return tryCall(() => call(session), operation, scope, signal, facts);
}

/** What the platform answers to one call. */
export async function tryCall(
  call: () => Promise<unknown>,
  operation: string,
  scope: Scope,
  signal: AbortSignal,
  facts: ReadonlySet<string>,
): Promise<OperationProbe> {
  if (signal.aborted) return { operation, scope, state: "not-tried", detail: "cancelled" };
  try {
    await call();
    return { operation, scope, state: "allowed" };
  } catch (error) {
    const reading = readError(error, { operation });
    // The base credentials were accepted a moment ago: one operation that does not accept them says something of itself.
    if (reading.type === "auth") return { operation, scope, state: "unavailable", detail: reading.error.message };
    const { name, reason, detail } = reading.problem;
    if (facts.has(name)) return { operation, scope, state: "allowed" };
    return { operation, scope, state: reason === "denied" ? "denied" : "unavailable", detail };
  }
}

/** Ready unless the configuration leaves the kind out, or an operation that it rests on was tried and did not answer. */
function readiness<Session>(
  scope: Scope,
  kind: string,
  tried: readonly OperationProbe[],
  { operations, disabled }: PreflightParts<Session>,
): KindReadiness {
  const detail = disabled?.(kind);
  if (detail !== undefined) return { kind, scope, state: "unavailable", reason: "disabled", detail };
  const needed = operations.filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id);
  const failed = tried.find(
    ({ operation, state }) => needed.includes(operation) && (state === "denied" || state === "unavailable"),
  );
  if (failed === undefined) return { kind, scope, state: "ready" };
  const reason = failed.state === "denied" ? "denied" : "provider-error";
  return { kind, scope, state: "unavailable", reason, detail: `${failed.operation}: ${failed.detail ?? failed.state}` };
}
