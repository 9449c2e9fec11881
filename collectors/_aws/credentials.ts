import { readFile } from "node:fs/promises";
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand } from "@aws-sdk/client-sts";
import { fromIni } from "@aws-sdk/credential-providers";
import { type Clock, ExhibitError, isExhibitError, messageOf } from "#core";
import type { Door } from "#sdk";
import { ask, type Answer } from "./ask.ts";
import { type AwsAccess, type AwsCredentials, clientSettings, type CredentialSource, stsClient } from "./clients.ts";
import { memoizeCredentials } from "./memoize-credentials.ts";
import { containerCredentials, instanceCredentials } from "./metadata-credentials.ts";
import { homeRegion, type Partition } from "./partitions.ts";

export interface SignIn {
  readonly door: Door;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly partition: Partition;
  readonly endpoint: string | undefined;
  /** Only this profile of the shared files, nothing else, when set. */
  readonly profile: string | undefined;
  /** Whether container and instance metadata may be asked; off, because on a laptop that is somebody else's address. */
  readonly allowInstanceMetadata: boolean;
}

const NO_CREDENTIALS: CredentialSource = async () => {
  throw new ExhibitError("AUTH_MISSING", "a request without credentials asked for them", {
    remedy: "Report this: it is a defect.",
  });
};

/**
 * Base credentials in the order of the AWS tools: environment, profile of the shared files (static, SSO, process,
 * assumed role, web identity), web identity of the environment, then container and instance metadata where allowed.
 * Every request of a provider passes through the door.
 * @throws AUTH_MISSING, AUTH_EXPIRED, AUTH_FAILED when the credentials are asked for
 */
export function baseCredentials(options: SignIn): CredentialSource {
  return memoizeCredentials(() => loadBase(options), options.clock, "sign-in");
}

async function loadBase(options: SignIn): Promise<AwsCredentials> {
  const { env } = options;
  const profile = options.profile ?? nonEmpty(env["AWS_PROFILE"]);
  if (profile !== undefined) return profileCredentials(options, profile);
  const found =
    environmentCredentials(env) ??
    (await defaultProfileCredentials(options)) ??
    (await webIdentityCredentials(options)) ??
    (options.allowInstanceMetadata ? await metadataCredentials(options) : undefined);
  if (found !== undefined) return found;
  throw new ExhibitError("AUTH_MISSING", "no AWS credentials were found", {
    place: "environment and shared files",
    remedy: options.allowInstanceMetadata
      ? "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or attach a role to this machine."
      : "Set `profile` or AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; on AWS machines set `allowInstanceMetadata: true`.",
  });
}

function environmentCredentials(env: SignIn["env"]): AwsCredentials | undefined {
  const accessKeyId = nonEmpty(env["AWS_ACCESS_KEY_ID"]);
  const secretAccessKey = nonEmpty(env["AWS_SECRET_ACCESS_KEY"]);
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const sessionToken = nonEmpty(env["AWS_SESSION_TOKEN"]);
  const expiration = nonEmpty(env["AWS_CREDENTIAL_EXPIRATION"]);
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(expiration === undefined ? {} : { expiration: new Date(expiration) }),
  };
}

async function defaultProfileCredentials(options: SignIn): Promise<AwsCredentials | undefined> {
  try {
    return await profileCredentials(options, "default");
  } catch (error) {
    if (isExhibitError(error) && error.code === "AUTH_MISSING") return undefined;
    throw error;
  }
}

async function profileCredentials(options: SignIn, profile: string): Promise<AwsCredentials> {
  const { env } = options;
  const filepath = nonEmpty(env["AWS_SHARED_CREDENTIALS_FILE"]);
  const configFilepath = nonEmpty(env["AWS_CONFIG_FILE"]);
  const access = unsigned(options);
  const { requestHandler } = clientSettings(access, "sso", homeRegion(options.partition));
  const region = nonEmpty(env["AWS_REGION"]) ?? homeRegion(options.partition);
  const provider = fromIni({
    profile,
    ignoreCache: true,
    clientConfig: { requestHandler, maxAttempts: 1 },
    parentClientConfig: { requestHandler, region },
    roleAssumer: async (source, params) => {
      const answer = await assume(
        { ...access, credentials: async () => source },
        params.RoleArn ?? "",
        params.RoleSessionName ?? "exhibit",
        params.ExternalId,
        options.signal,
      );
      if (!answer.ok) throw refusedRole(params.RoleArn ?? "", answer.problem.detail);
      return answer.value;
    },
    roleAssumerWithWebIdentity: (params) =>
      assumeWithWebIdentity(options, params.RoleArn ?? "", params.WebIdentityToken ?? "", params.RoleSessionName),
    ...(filepath === undefined ? {} : { filepath }),
    ...(configFilepath === undefined ? {} : { configFilepath }),
  });
  try {
    return await provider({ callerClientConfig: { requestHandler, region: async () => region } });
  } catch (error) {
    throw profileError(error, profile);
  }
}

/** Messages of providers may quote a command line or an answer: only those that are known not to are passed on. */
const QUOTABLE =
  /^(Could not resolve|The SSO session|Profile |Token is expired|Detected a cycle|Unsupported credential source|SSO session)/;

function profileError(error: unknown, profile: string): ExhibitError {
  if (isExhibitError(error)) return error;
  if (error instanceof Error && isExhibitError(error.cause)) return error.cause;
  const message = messageOf(error);
  const said = QUOTABLE.test(message) ? `: ${message}` : "";
  const place = `profile ${profile}`;
  const cause = new Error(error instanceof Error ? error.name : "unknown");
  if (/expired/i.test(message)) {
    return new ExhibitError("AUTH_EXPIRED", `the sign-in of profile ${profile} has expired`, {
      place,
      remedy: `Run: aws sso login --profile ${profile}`,
      cause,
    });
  }
  if (message.startsWith("Could not resolve credentials using profile")) {
    return new ExhibitError("AUTH_MISSING", `profile ${profile} has no credentials`, {
      place,
      remedy: "Name a profile of the AWS shared files that has credentials.",
      cause,
    });
  }
  return new ExhibitError("AUTH_FAILED", `profile ${profile} gives no credentials${said}`, {
    place,
    remedy: `Try: aws sts get-caller-identity --profile ${profile}`,
    cause,
  });
}

async function webIdentityCredentials(options: SignIn): Promise<AwsCredentials | undefined> {
  const file = nonEmpty(options.env["AWS_WEB_IDENTITY_TOKEN_FILE"]);
  const roleArn = nonEmpty(options.env["AWS_ROLE_ARN"]);
  if (file === undefined || roleArn === undefined) return undefined;
  let token: string;
  try {
    token = await readFile(file, "utf8");
  } catch (error) {
    throw new ExhibitError("AUTH_MISSING", "the web identity token cannot be read", {
      place: "AWS_WEB_IDENTITY_TOKEN_FILE",
      remedy: "Point the variable at a readable token file.",
      cause: error,
    });
  }
  return assumeWithWebIdentity(options, roleArn, token.trim(), nonEmpty(options.env["AWS_ROLE_SESSION_NAME"]));
}

async function assumeWithWebIdentity(
  options: SignIn,
  roleArn: string,
  token: string,
  session = "exhibit",
): Promise<AwsCredentials> {
  const client = stsClient(unsigned(options), nonEmpty(options.env["AWS_REGION"]));
  const answer = await ask(
    () =>
      client.send(
        new AssumeRoleWithWebIdentityCommand({ RoleArn: roleArn, RoleSessionName: session, WebIdentityToken: token }),
        { abortSignal: options.signal },
      ),
    { operation: "sts:AssumeRoleWithWebIdentity", requires: ["Credentials"], signal: options.signal },
  );
  if (!answer.ok) throw refusedRole(roleArn, answer.problem.detail);
  return readCredentials(answer.value.Credentials, "sts:AssumeRoleWithWebIdentity");
}

async function metadataCredentials(options: SignIn): Promise<AwsCredentials | undefined> {
  return (await containerCredentials(options)) ?? (await instanceCredentials(options));
}

export interface AssumeRole {
  readonly roleArn: string;
  readonly externalId: string | undefined;
  /** Shown in the account's CloudTrail; `exhibit-` and the account. */
  readonly sessionName: string;
}

/** One AssumeRole through the door. A refusal is a problem, not an error: other accounts go on. */
export function assumeRole(access: AwsAccess, role: AssumeRole, signal: AbortSignal): Promise<Answer<AwsCredentials>> {
  return assume(access, role.roleArn, role.sessionName, role.externalId, signal);
}

async function assume(
  access: AwsAccess,
  roleArn: string,
  sessionName: string,
  externalId: string | undefined,
  signal: AbortSignal,
): Promise<Answer<AwsCredentials>> {
  const input = {
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
  };
  const answer = await ask(() => stsClient(access).send(new AssumeRoleCommand(input), { abortSignal: signal }), {
    operation: "sts:AssumeRole",
    requires: ["Credentials"],
    signal,
  });
  return answer.ok ? { ok: true, value: readCredentials(answer.value.Credentials, "sts:AssumeRole") } : answer;
}

/** Credentials of a role that are renewed shortly before they expire, shared by every client of the account. */
export function roleCredentials(
  access: AwsAccess,
  role: AssumeRole,
  clock: Clock,
  signal: AbortSignal,
  first: AwsCredentials,
): CredentialSource {
  let unused: AwsCredentials | undefined = first;
  const load = async (): Promise<AwsCredentials> => {
    if (unused !== undefined) {
      const credentials = unused;
      unused = undefined;
      return credentials;
    }
    const answer = await assumeRole(access, role, signal);
    if (!answer.ok) throw refusedRole(role.roleArn, answer.problem.detail);
    return answer.value;
  };
  return memoizeCredentials(load, clock, "sts:AssumeRole");
}

function readCredentials(
  credentials:
    | {
        AccessKeyId?: string | undefined;
        SecretAccessKey?: string | undefined;
        SessionToken?: string | undefined;
        Expiration?: Date | undefined;
      }
    | undefined,
  place: string,
): AwsCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new ExhibitError("AUTH_FAILED", "the answer to the sign-in holds no credentials", {
      place,
      remedy: "Check the endpoint that is configured for STS.",
    });
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}

function refusedRole(roleArn: string, detail: string): ExhibitError {
  return new ExhibitError("AUTH_FAILED", `the role ${roleArn} cannot be entered: ${detail}`, {
    place: roleArn,
    remedy: "Check the role's trust policy, its external id, and that the base identity may call sts:AssumeRole on it.",
  });
}

function unsigned(options: SignIn): AwsAccess {
  const { door, env, partition, endpoint } = options;
  return { door, env, partition, endpoint, credentials: NO_CREDENTIALS };
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}
