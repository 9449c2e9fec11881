import { known, Undetermined, type ReadView } from "#sdk";
import { complete } from "../../_aws/policy/views.ts";

/** What is read here of a person in the directory; `google-workspace.user` has it all. */
export interface DirectoryUser {
  readonly id: string;
  readonly primaryEmail: string;
  readonly aliases?: readonly string[] | undefined;
  readonly nonEditableAliases?: readonly string[] | undefined;
  readonly suspended?: boolean | undefined;
  readonly suspensionReason?: string | undefined;
  readonly suspensionTime?: string | undefined;
  readonly archived?: boolean | undefined;
  readonly archivalTime?: string | undefined;
  readonly isAdmin?: boolean | undefined;
  readonly isEnrolledIn2Sv?: boolean | undefined;
}

/** A person whom the directory still lists as deleted. */
export interface DeletedUser {
  readonly id: string;
  readonly primaryEmail: string;
  readonly deletionTime?: string | undefined;
}

export interface Directory {
  readonly users: ReadView<DirectoryUser>;
  readonly deleted: ReadView<DeletedUser>;
}

/** What the directory says of whoever an account names. `closed`: suspended, archived or deleted. */
export type Standing =
  | { readonly state: "open"; readonly user: DirectoryUser; readonly text: string }
  | { readonly state: "closed"; readonly since: string | undefined; readonly text: string }
  | { readonly state: "absent"; readonly text: string };

/**
 * The person with the first of these addresses that the directory knows, aliases included, upper and lower case alike.
 * @throws Undetermined when that person may be in a part of the directory that was not seen
 */
export function standingOf(addresses: readonly string[], directory: Directory): Standing {
  const user = personOf(addresses, directory.users);
  if (user !== undefined) return standing(user);
  const gone = find(addresses, directory.deleted, ({ primaryEmail }) => [primaryEmail]);
  complete(directory.users);
  if (gone !== undefined) {
    const since = gone.deletionTime;
    return { state: "closed", since, text: `${gone.primaryEmail}: deleted in the directory${dated(since)}` };
  }
  complete(directory.deleted);
  return { state: "absent", text: `${addresses.join(", ")}: nobody in the directory` };
}

/** The directory's user with one of these addresses among those that were seen. */
export function personOf(addresses: readonly string[], users: ReadView<DirectoryUser>): DirectoryUser | undefined {
  return find(addresses, users, ({ primaryEmail, aliases = [], nonEditableAliases = [] }) => [
    primaryEmail,
    ...aliases,
    ...nonEditableAliases,
  ]);
}

function standing(user: DirectoryUser): Standing {
  const { primaryEmail } = user;
  if (user.archived === true) {
    const since = user.archivalTime ?? user.suspensionTime;
    return { state: "closed", since, text: `${primaryEmail}: archived in the directory${dated(since)}` };
  }
  if (known(user.suspended, `suspended of ${primaryEmail}`)) {
    const why = user.suspensionReason === undefined ? "" : ` (${user.suspensionReason})`;
    const since = user.suspensionTime;
    return { state: "closed", since, text: `${primaryEmail}: suspended in the directory${why}${dated(since)}` };
  }
  return { state: "open", user, text: `${primaryEmail}: open in the directory` };
}

const indexes = new WeakMap<object, ReadonlyMap<string, string>>();

/** The record with the first address that is known. A match rests on that record alone; none rests on the whole list. */
function find<R extends { readonly id: string }>(
  addresses: readonly string[],
  view: ReadView<R>,
  addressesOf: (record: R) => readonly string[],
): R | undefined {
  let index = indexes.get(view);
  if (index === undefined) {
    const ids = new Map<string, string>();
    for (const record of view.seen())
      for (const address of addressesOf(record)) if (!ids.has(lower(address))) ids.set(lower(address), record.id);
    indexes.set(view, (index = ids));
  }
  for (const address of addresses) {
    const id = index.get(lower(address));
    if (id !== undefined) return view.get(id);
  }
  for (const _ of view.seen()) break;
  return undefined;
}

const DAY_MS = 86_400_000;

/**
 * Whether the account elsewhere had more time than `maxDays` to follow the directory.
 * @throws Undetermined when days are allowed and the directory does not say since when
 */
export function overdue(since: string | undefined, maxDays: number, at: string): boolean {
  if (maxDays === 0) return true;
  if (since === undefined)
    throw new Undetermined("schema-mismatch", "the directory does not say since when the account is closed");
  return Date.parse(at) - Date.parse(since) > maxDays * DAY_MS;
}

function dated(since: string | undefined): string {
  return since === undefined ? "" : ` since ${since.slice(0, 10)}`;
}

function lower(address: string): string {
  return address.toLowerCase();
}
