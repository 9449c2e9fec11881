import { isExhibitError, type Scope } from "#core";
import type { CollectContext, KindReadiness, OperationProbe, Preflight } from "#sdk";
import { readError } from "../_aws/errors.ts";
import { sleep } from "../_aws/sleep.ts";
import { listedTargets, organizationTargets, type Target } from "../_aws/accounts.ts";
import { organizationAccounts } from "../_aws/several-accounts.ts";
import type { AwsIamConfig } from "./config.ts";
import { awsIamKinds, accessKeyKind, mfaDeviceKind, serviceLastAccessedKind, sshPublicKeyKind } from "./evidence.ts";
import { awsIamOperations } from "./operations.ts";
import { FACTS, PROBES } from "./probes.ts";
import { accountScope } from "../_aws/account-scope.ts";
import { type AccountSession, openSession } from "./session.ts";
import { enter, signIn, type SignedIn } from "../_aws/sign-in.ts";

type Context = CollectContext<AwsIamConfig>;

interface Parts {
  readonly identities: Preflight["identities"][number][];
  readonly kinds: KindReadiness[];
  readonly operations: OperationProbe[];
}

/**
 * Who we are in every account that would be collected, and with `probe` what each operation answers there.
 * @throws AUTH_, CONFIG_, PLATFORM_ when the base credentials cannot sign in; other accounts are reported, not thrown
 */
export async function preflight(ctx: Context, { probe }: { readonly probe: boolean }): Promise<Preflight> {
  const base = await signIn(ctx);
  const parts: Parts = { identities: [], kinds: [], operations: [] };
  const { accounts, organization } = ctx.config;
  let targets: readonly Target[] = [];
  if (accounts !== undefined) targets = listedTargets(accounts, base.identity);
  else await oneAccount(ctx, base, probe, parts);
  if (organization !== undefined)
    targets = organizationTargets(organization, await organizationAccounts(ctx, base), base.identity).members;
  for (const target of targets) await oneTarget(ctx, base, target, probe, parts);
  return parts;
}

async function oneTarget(
  ctx: Context,
  base: SignedIn,
  { account, role }: Target,
  probe: boolean,
  parts: Parts,
): Promise<void> {
  if (role === undefined && base.identity.account === account) return oneAccount(ctx, base, probe, parts);
  const scope = accountScope(account);
  if (role === undefined)
    return unreachable(
      scope,
      `no role is configured for it, and the base credentials are of account ${base.identity.account}`,
      parts,
    );
  try {
    const entered = await enter(ctx, { credentials: base.credentials, partition: base.identity.partition }, role);
    if (entered.ok) await oneAccount(ctx, entered.value, probe, parts);
    else unreachable(scope, `${role.roleArn}: ${entered.problem.detail}`, parts);
  } catch (error) {
    if (!isExhibitError(error) || !error.code.startsWith("AUTH_")) throw error;
    unreachable(scope, error.message, parts);
  }
}

function unreachable(scope: Scope, detail: string, parts: Parts): void {
  for (const { id } of awsIamKinds)
    parts.kinds.push({ kind: id, scope, state: "unavailable", reason: "denied", detail });
}

async function oneAccount(ctx: Context, signedIn: SignedIn, probe: boolean, parts: Parts): Promise<void> {
  const session = openSession({ ctx, sleep, ...signedIn });
  const { scope } = session;
  parts.identities.push({ scope, principal: signedIn.identity.principal });
  const tried: OperationProbe[] = [];
  if (probe) for (const { id } of awsIamOperations) tried.push(await tryOperation(session, id));
  parts.operations.push(...tried);
  parts.kinds.push(...awsIamKinds.map(({ id }) => readiness(session, id, tried)));
}

async function tryOperation(session: AccountSession, operation: string): Promise<OperationProbe> {
  const { scope, signal } = session;
  if (operation === "sts:GetCallerIdentity") return { operation, scope, state: "allowed" };
  const call = PROBES[operation];
  if (call === undefined)
    return { operation, scope, state: "not-tried", detail: "only with an entity, or only to sign in" };
  if (signal.aborted) return { operation, scope, state: "not-tried", detail: "cancelled" };
  try {
    await call(session);
    return { operation, scope, state: "allowed" };
  } catch (error) {
    const reading = readError(error, { operation });
    // The base credentials were accepted a moment ago: one operation that does not accept them says something of itself.
    if (reading.type === "auth") return { operation, scope, state: "unavailable", detail: reading.error.message };
    const { name, reason, detail } = reading.problem;
    if (FACTS.has(name)) return { operation, scope, state: "allowed" };
    return { operation, scope, state: reason === "denied" ? "denied" : "unavailable", detail };
  }
}

const ON_DEMAND = new Map([
  [sshPublicKeyKind.id, "sshKeys"],
  [mfaDeviceKind.id, "mfaDevices"],
  [accessKeyKind.id, "accessKeys"],
  [serviceLastAccessedKind.id, "lastAccessed"],
] as const);

/** Ready unless the configuration leaves the kind out, or an operation that it rests on was tried and did not answer. */
function readiness({ config, scope }: AccountSession, kind: string, tried: readonly OperationProbe[]): KindReadiness {
  const setting = ON_DEMAND.get(kind);
  if (setting !== undefined && config.perEntity?.[setting] !== true) {
    return { kind, scope, state: "unavailable", reason: "disabled", detail: `not asked for: set perEntity.${setting}` };
  }
  const needed = awsIamOperations.filter(({ kinds }) => kinds.includes(kind)).map(({ id }) => id);
  const failed = tried.find(
    ({ operation, state }) => needed.includes(operation) && (state === "denied" || state === "unavailable"),
  );
  if (failed === undefined) return { kind, scope, state: "ready" };
  const reason = failed.state === "denied" ? "denied" : "provider-error";
  return { kind, scope, state: "unavailable", reason, detail: `${failed.operation}: ${failed.detail ?? failed.state}` };
}
