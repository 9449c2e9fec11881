import {
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  type ListAccessKeysResponse,
  ListMFADevicesCommand,
  type ListMFADevicesResponse,
  ListSSHPublicKeysCommand,
  type ListSSHPublicKeysResponse,
} from "@aws-sdk/client-iam";
import type { AnyKind, Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { byMarker, type Continuation, drain, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, gap, incomplete, record } from "../../_aws/emit.ts";
import { accessKeyKind, mfaDeviceKind, serviceLastAccessedKind, sshPublicKeyKind } from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import type { Principals } from "./authorization-details.ts";
import type { CredentialFacts } from "./credential-report.ts";
import { lastAccessed } from "./last-accessed.ts";

const SSH_KEYS = "iam:ListSSHPublicKeys";
const MFA_DEVICES = "iam:ListMFADevices";
const ACCESS_KEYS = "iam:ListAccessKeys";
const LAST_USED = "iam:GetAccessKeyLastUsed";
const LAST_ACCESSED = "iam:GenerateServiceLastAccessedDetails";

interface Population {
  readonly principals: Principals;
  /** Whether `principals` is everybody: otherwise what is read per entity cannot be complete either. */
  readonly whole: boolean;
  readonly facts: CredentialFacts;
}

/** Evidence that costs a call or more for every user. What was not asked for is said to be so. */
export async function* perEntity(session: AccountSession, population: Population): AsyncGenerator<Emission> {
  const asked = session.config.perEntity ?? {};
  const { facts, principals } = population;
  const holding = (holders: ReadonlySet<string>) =>
    facts.seen ? principals.users.filter(({ arn }) => holders.has(arn)) : principals.users;
  if (asked.sshKeys === true)
    yield* eachUser(session, population, sshPublicKeyKind, SSH_KEYS, principals.users, sshKeysOf);
  else yield notAsked(session, sshPublicKeyKind, SSH_KEYS, "sshKeys");
  if (asked.mfaDevices === true)
    yield* eachUser(session, population, mfaDeviceKind, MFA_DEVICES, holding(facts.usersWithMfa), mfaDevicesOf);
  else yield notAsked(session, mfaDeviceKind, MFA_DEVICES, "mfaDevices");
  if (asked.accessKeys === true)
    yield* eachUser(session, population, accessKeyKind, ACCESS_KEYS, holding(facts.usersWithKeys), accessKeysOf);
  else yield notAsked(session, accessKeyKind, ACCESS_KEYS, "accessKeys");
  if (asked.lastAccessed === true)
    yield* lastAccessed(session, [...principals.users.map(({ arn }) => arn), ...principals.roleArns], population.whole);
  else yield notAsked(session, serviceLastAccessedKind, LAST_ACCESSED, "lastAccessed");
}

function notAsked({ scope }: AccountSession, kind: AnyKind, operation: string, setting: string): Emission {
  return gap(scope, kind, operation, { reason: "disabled", detail: `not asked for: set perEntity.${setting}` });
}

interface UserReading {
  /** True when a gap was given, so that the population is not whole. */
  lossy: boolean;
}
type ReadUser = (session: AccountSession, user: string, reading: UserReading) => AsyncGenerator<Emission>;

async function* eachUser(
  session: AccountSession,
  { whole }: Population,
  kind: AnyKind,
  operation: string,
  users: Principals["users"],
  read: ReadUser,
): AsyncGenerator<Emission> {
  const { scope } = session;
  const reading: UserReading = { lossy: false };
  for (const { name } of users) {
    if (session.signal.aborted) break;
    yield* read(session, name, reading);
  }
  if (session.signal.aborted)
    yield gap(scope, kind, operation, { reason: "cancelled", detail: "the run was cancelled" });
  else if (!whole)
    yield gap(scope, kind, operation, {
      reason: "truncated",
      detail: "not every user is known, because the list of users did not end",
    });
  yield whole && !reading.lossy && !session.signal.aborted ? complete(scope, kind) : incomplete(scope, kind);
}

/**
 * Pages of one user. A user deleted between the two calls has nothing any more: no gap. AWS allows so few keys and devices
 * that `IsTruncated` is not insisted on; some servers leave it out.
 */
async function* ofUser<T extends { IsTruncated?: boolean | undefined; Marker?: string | undefined }>(
  session: AccountSession,
  reading: UserReading,
  kind: AnyKind,
  options: {
    readonly operation: string;
    readonly user: string;
    readonly list: keyof T & string;
    readonly fetch: (marker: string | undefined) => Promise<T>;
  },
  emit: (page: T) => Iterable<Emission> | AsyncIterable<Emission>,
): AsyncGenerator<Emission> {
  const { operation, user, list, fetch } = options;
  const continuation = (page: T): Continuation => byMarker(page);
  const problem = yield* drain(
    pages<T>({ operation, requires: [list], signal: session.signal, fetch, continuation }),
    emit,
  );
  if (problem === undefined || problem.name === "NoSuchEntityException") return;
  reading.lossy = true;
  yield gap(session.scope, kind, operation, problem, user);
}

async function* sshKeysOf(session: AccountSession, UserName: string, reading: UserReading): AsyncGenerator<Emission> {
  const { iam, scope, signal } = session;
  const fetch = (Marker: string | undefined): Promise<ListSSHPublicKeysResponse> =>
    iam.send(new ListSSHPublicKeysCommand({ UserName, MaxItems: 1000, ...marker(Marker) }), { abortSignal: signal });
  yield* ofUser(
    session,
    reading,
    sshPublicKeyKind,
    { operation: SSH_KEYS, user: UserName, list: "SSHPublicKeys", fetch },
    function* (page) {
      for (const key of page.SSHPublicKeys ?? []) yield record(scope, sshPublicKeyKind, plain(key));
    },
  );
}

async function* mfaDevicesOf(
  session: AccountSession,
  UserName: string,
  reading: UserReading,
): AsyncGenerator<Emission> {
  const { iam, scope, signal } = session;
  const fetch = (Marker: string | undefined): Promise<ListMFADevicesResponse> =>
    iam.send(new ListMFADevicesCommand({ UserName, MaxItems: 1000, ...marker(Marker) }), { abortSignal: signal });
  yield* ofUser(
    session,
    reading,
    mfaDeviceKind,
    { operation: MFA_DEVICES, user: UserName, list: "MFADevices", fetch },
    function* (page) {
      for (const device of page.MFADevices ?? []) yield record(scope, mfaDeviceKind, plain(device));
    },
  );
}

async function* accessKeysOf(
  session: AccountSession,
  UserName: string,
  reading: UserReading,
): AsyncGenerator<Emission> {
  const { iam, scope, signal } = session;
  const fetch = (Marker: string | undefined): Promise<ListAccessKeysResponse> =>
    iam.send(new ListAccessKeysCommand({ UserName, MaxItems: 1000, ...marker(Marker) }), { abortSignal: signal });
  yield* ofUser(
    session,
    reading,
    accessKeyKind,
    { operation: ACCESS_KEYS, user: UserName, list: "AccessKeyMetadata", fetch },
    async function* (page) {
      for (const key of page.AccessKeyMetadata ?? []) {
        const { AccessKeyId } = key;
        if (AccessKeyId === undefined) {
          yield record(scope, accessKeyKind, plain(key));
          continue;
        }
        const used = await ask(
          () => iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }), { abortSignal: signal }),
          {
            operation: LAST_USED,
            requires: ["AccessKeyLastUsed"],
            signal,
          },
        );
        if (used.ok) {
          const { LastUsedDate, ServiceName, Region } = used.value.AccessKeyLastUsed ?? {};
          yield record(
            scope,
            accessKeyKind,
            plain({ ...key, LastUsedDate, LastUsedService: ServiceName, LastUsedRegion: Region }),
          );
        } else if (used.problem.name !== "NoSuchEntityException") {
          reading.lossy = true;
          yield gap(scope, accessKeyKind, LAST_USED, used.problem, AccessKeyId);
        }
      }
    },
  );
}

function marker(Marker: string | undefined): { Marker?: string } {
  return Marker === undefined ? {} : { Marker };
}
