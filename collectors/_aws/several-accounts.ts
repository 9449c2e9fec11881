import { type ExhibitError, isExhibitError, scopeKey } from "#core";
import type { CollectContext, Emission } from "#sdk";
import { type AwsAccountConfig, DEFAULT_CONCURRENCY } from "./account-config.ts";
import { accessOf, accountScope } from "./account-scope.ts";
import { listedTargets, organizationTargets, type Target } from "./accounts.ts";
import { organizationsClient } from "./clients.ts";
import type { Problem } from "./errors.ts";
import { mergeGenerators } from "./merge.ts";
import { listAccounts, type OrganizationAccounts } from "./organization-accounts.ts";
import { collectAll } from "./pages.ts";
import { enter, signIn, type SignedIn } from "./sign-in.ts";

type Context = CollectContext<AwsAccountConfig>;

export interface AccountOptions {
  /** Accounts of the organization when they were listed already. */
  readonly discovered?: OrganizationAccounts | undefined;
  /** Set when the account itself is not collected, only what it says about its organization. */
  readonly excluded?: { readonly owner: string; readonly reason: string } | undefined;
}

/** Everything of one account; returns the sign-in error that ended it, if any. */
export type CollectAccount = (
  signedIn: SignedIn,
  options: AccountOptions,
) => AsyncGenerator<Emission, ExhibitError | undefined, void>;

/** Sees the base identity and the accounts before any account is collected, and may speak of the base account. */
export type BeforeAccounts = (base: SignedIn) => Promise<void>;

/**
 * Collects the account of the base credentials, or the accounts that the configuration names, or those of the
 * organization: at most five at a time, and one call at a time in each.
 */
export async function* collectAccounts(
  ctx: Context,
  collectAccount: CollectAccount,
  before: BeforeAccounts = async () => undefined,
): AsyncGenerator<Emission, void, void> {
  const base = await signIn(ctx);
  await before(base);
  const { accounts, organization } = ctx.config;
  if (accounts !== undefined) {
    const targets = listedTargets(accounts, base.identity);
    yield* several(
      ctx,
      targets.map((target) => () => oneTarget(ctx, base, target, collectAccount)),
    );
    return;
  }
  if (organization === undefined) {
    const failure = yield* collectAccount(base, {});
    if (failure !== undefined) throw failure;
    return;
  }
  const { members, discovered } = organizationTargets(
    organization,
    await organizationAccounts(ctx, base),
    base.identity,
  );
  if (discovered.problem !== undefined) yield unlisted(discovered.problem);
  const excluded = organization.exclude?.find(({ id }) => id === base.identity.account);
  const own = () => withoutThrowing(collectAccount, base, { discovered, excluded });
  yield* several(ctx, [own, ...members.map((target) => () => oneTarget(ctx, base, target, collectAccount))]);
}

/**
 * Accounts that nobody could list may exist: a scope of their own says so for every kind of evidence. Without it the
 * accounts that were found would pass for the whole organization.
 */
function unlisted({ reason, detail }: Problem): Emission {
  return {
    type: "unreachable",
    scope: accountScope("unlisted"),
    reason,
    detail: `the organization's accounts could not all be listed, so some may be missing: ${detail}`,
    operation: "organizations:ListAccounts",
  };
}

function several(
  ctx: Context,
  sources: readonly (() => AsyncGenerator<Emission, void, void>)[],
): AsyncGenerator<Emission, void, void> {
  return mergeGenerators(sources, ctx.config.concurrency ?? DEFAULT_CONCURRENCY);
}

/** One of several accounts. One that cannot be entered is unreachable; the others go on. */
async function* oneTarget(
  ctx: Context,
  base: SignedIn,
  target: Target,
  collectAccount: CollectAccount,
): AsyncGenerator<Emission, void, void> {
  const scope = accountScope(target.account);
  if (target.role === undefined) {
    if (base.identity.account === target.account) return yield* withoutThrowing(collectAccount, base, {});
    const detail = `no role is configured for it, and the base credentials are of account ${base.identity.account}`;
    yield { type: "unreachable", scope, reason: "denied", detail, operation: "sts:GetCallerIdentity" };
    return;
  }
  let entered;
  try {
    entered = await enter(ctx, { credentials: base.credentials, partition: base.identity.partition }, target.role);
  } catch (error) {
    if (!isSignInError(error)) throw error;
    yield { type: "unreachable", scope, reason: "denied", detail: error.message, operation: "sts:AssumeRole" };
    return;
  }
  if (!entered.ok) {
    const { reason, detail } = entered.problem;
    yield {
      type: "unreachable",
      scope,
      reason,
      detail: `${target.role.roleArn}: ${detail}`,
      operation: "sts:AssumeRole",
    };
    return;
  }
  yield* withoutThrowing(collectAccount, entered.value, {});
}

/** Among several accounts, credentials that fail on the way end their account only; its gaps name the error. */
async function* withoutThrowing(
  collectAccount: CollectAccount,
  signedIn: SignedIn,
  options: AccountOptions,
): AsyncGenerator<Emission, void, void> {
  yield* collectAccount(signedIn, options);
}

/** Accounts of the organization, as the base account lists them. */
export async function organizationAccounts(
  ctx: Context,
  { identity, credentials }: SignedIn,
): Promise<Omit<OrganizationAccounts, "excluded">> {
  const door = ctx.door.labelled(scopeKey(accountScope(identity.account)));
  const client = organizationsClient(accessOf(ctx, door, credentials, identity.partition));
  const { items, problem } = await collectAll(listAccounts(client, ctx.signal), ({ Accounts }) => Accounts ?? []);
  return { accounts: items, problem };
}

/** Errors that end an account: credentials, clock, configuration. */
export function isSignInError(error: unknown): error is ExhibitError {
  return (
    isExhibitError(error) &&
    (error.code.startsWith("AUTH_") || error.code === "CLOCK_SKEW" || error.code.startsWith("CONFIG_"))
  );
}
