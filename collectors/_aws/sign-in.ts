import { ExhibitError, scopeKey } from "#core";
import type { CollectContext } from "#sdk";
import type { Answer } from "./ask.ts";
import type { CredentialSource } from "./clients.ts";
import { assumeRole, baseCredentials, roleCredentials, type AssumeRole } from "./credentials.ts";
import type { Problem } from "./errors.ts";
import { type AwsIdentity, callerIdentity } from "./identity.ts";
import { parseArn, partitionOfRegion, type Partition } from "./partitions.ts";
import { entering } from "./accounts.ts";
import type { AwsAccountConfig } from "./account-config.ts";
import { accessOf, accountScope } from "./account-scope.ts";

export interface SignedIn {
  readonly identity: AwsIdentity;
  readonly credentials: CredentialSource;
}

/** The SDK signs requests that go nowhere: an auditor who replays an archive has no keys to the account. */
const REPLAY_CREDENTIALS: CredentialSource = async () => ({
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "replayed-not-a-credential",
});

/**
 * The base identity: credentials of the chain or profile, and the role of the configuration entered with them.
 * @throws AUTH_ when the credentials are missing, expired or refused; PLATFORM_ when AWS cannot be asked at all
 */
export async function signIn(ctx: CollectContext<AwsAccountConfig>): Promise<SignedIn> {
  const { config, clock, signal, env, door } = ctx;
  const partition = startPartition(ctx);
  const credentials =
    ctx.replayed === true
      ? REPLAY_CREDENTIALS
      : baseCredentials({
          door: door.labelled("aws"),
          env,
          clock,
          signal,
          partition,
          endpoint: config.endpoint,
          profile: config.profile,
          allowInstanceMetadata: config.allowInstanceMetadata ?? false,
        });
  if (config.roleArn === undefined)
    return { credentials, identity: unwrap(await whoIs(ctx, credentials, partition, "aws"), "sts:GetCallerIdentity") };
  const account = parseArn(config.roleArn)?.account ?? "";
  const entered = await enter(ctx, { credentials, partition }, entering(config.roleArn, account, config.externalId));
  return unwrap(entered, "sts:AssumeRole");
}

/** Enters a role of an account, and makes sure that it is that account. A refusal is a problem, not an error. */
export async function enter(
  ctx: CollectContext<AwsAccountConfig>,
  base: { readonly credentials: CredentialSource; readonly partition: Partition },
  role: AssumeRole,
): Promise<Answer<SignedIn>> {
  const account = parseArn(role.roleArn)?.account ?? "";
  const label = scopeKey(accountScope(account));
  const access = accessOf(ctx, ctx.door.labelled(label), base.credentials, base.partition);
  const first = await assumeRole(access, role, ctx.signal);
  if (!first.ok) return first;
  const credentials = roleCredentials(access, role, ctx.clock, ctx.signal, first.value);
  const identity = await whoIs(ctx, credentials, base.partition, label);
  return identity.ok ? { ok: true, value: { identity: identity.value, credentials } } : identity;
}

function whoIs(
  ctx: CollectContext<AwsAccountConfig>,
  credentials: CredentialSource,
  partition: Partition,
  label: string,
): Promise<Answer<AwsIdentity>> {
  return callerIdentity(accessOf(ctx, ctx.door.labelled(label), credentials, partition), ctx.signal, stsRegion(ctx));
}

function stsRegion({ config, env }: CollectContext<AwsAccountConfig>): string | undefined {
  return (
    config.region ??
    (config.partition === undefined ? (nonEmpty(env["AWS_REGION"]) ?? nonEmpty(env["AWS_DEFAULT_REGION"])) : undefined)
  );
}

/** Where STS is asked first; the partition of everything after is read from the caller's ARN. */
function startPartition(ctx: CollectContext<AwsAccountConfig>): Partition {
  const region = stsRegion(ctx);
  return ctx.config.partition ?? (region === undefined ? "aws" : partitionOfRegion(region));
}

function unwrap<T>(answer: Answer<T>, place: string): T {
  if (answer.ok) return answer.value;
  throw signInError(answer.problem, place);
}

function signInError({ reason, detail, name }: Problem, place: string): ExhibitError {
  const cause = new Error(name);
  if (reason === "cancelled")
    return new ExhibitError("CANCELLED", "the run was cancelled before AWS was signed in to", { place });
  if (reason === "denied") {
    const remedy = "Check the role's trust policy, its external id, and the permissions of the base identity.";
    return new ExhibitError("AUTH_FAILED", `AWS refuses the sign-in: ${detail}`, { place, remedy, cause });
  }
  const remedy = "Check the network, the endpoint and the region, then run again.";
  return new ExhibitError("PLATFORM_UNREACHABLE", `AWS could not be signed in to: ${detail}`, { place, remedy, cause });
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}
