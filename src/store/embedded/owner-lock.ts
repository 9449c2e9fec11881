import { randomBytes } from "node:crypto";
import { link, readdir } from "node:fs/promises";
import type { Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sha256 } from "../../core/digest.ts";
import { ExhibitError, systemErrorCode } from "../../core/errors.ts";
import { fromFileSystem } from "../file-error.ts";
import { askOwner, closeServer, listenAsOwner, withSocketPath, type Answer, type Owner } from "./owner-socket.ts";
import { GUARD_PREFIX, identityOf, removeDeadSocket, unlinkIfPresent, type Holdup } from "./takeover.ts";

/** The socket's name in the data directory. */
export const OWNER_SOCKET = "owner.sock";
const STAGED_PREFIX = "owner.staged-";
const PATIENCE_MS = 10_000;

export interface OwnerLock {
  /** Gives the directory up. Call it after the database is closed. */
  release(): Promise<void>;
}

/**
 * Makes this process the only owner of the data directory, which MUST exist, until it releases or dies. The kernel decides
 * who lives: an owner listens on a Unix socket in the directory, and only a socket that refuses connections may be
 * replaced; never a heartbeat, which a busy owner would miss. Fails with STORE_OWNED, naming the owner.
 * See `docs/decisions/0003-embedded-owner-lock.md`.
 *
 * @param patienceMs how long to wait for others that are taking the place of a dead owner at the same time.
 */
export async function acquireOwnerLock(folder: string, self: Owner, patienceMs = PATIENCE_MS): Promise<OwnerLock> {
  try {
    return process.platform === "win32"
      ? await acquirePipe(folder, self)
      : await acquireSocket(folder, self, patienceMs);
  } catch (error) {
    throw fromFileSystem(error, folder);
  }
}

async function acquireSocket(folder: string, self: Owner, patienceMs: number): Promise<OwnerLock> {
  const ask = (): Promise<Answer> => withSocketPath(folder, OWNER_SOCKET, (path) => askOwner(path));
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer.state === "alive") throw owned(folder, answer.owner);
    const holdup =
      answer.state === "refused"
        ? await removeDeadSocket(folder, OWNER_SOCKET, async () => (await ask()).state === "refused")
        : undefined;
    if (holdup === undefined) {
      const server = await publish(folder, self);
      if (server !== undefined) return lockOf(folder, server);
    }
    if (performance.now() > deadline) throw undecided(folder, patienceMs, holdup);
    await sleep(5 + Math.random() * 20);
  }
}

/**
 * Listens under a name of our own and then gives the socket its real name by link(), which never overwrites: when the
 * name appears, the socket behind it accepts connections already. (Between a plain bind() and listen() it would refuse,
 * and look dead to others.) Undefined when another process was faster.
 */
async function publish(folder: string, self: Owner): Promise<Server | undefined> {
  const staged = `${STAGED_PREFIX}${process.pid}-${randomBytes(6).toString("hex")}`;
  const server = await withSocketPath(folder, staged, (path) => listenAsOwner(path, self));
  try {
    await link(join(folder, staged), join(folder, OWNER_SOCKET));
  } catch (error) {
    await closeServer(server);
    await unlinkIfPresent(join(folder, staged));
    // ENOENT: the owner swept our staged name away.
    if (["EEXIST", "ENOENT"].includes(systemErrorCode(error) ?? "")) return undefined;
    throw error;
  }
  await unlinkIfPresent(join(folder, staged));
  return server;
}

async function lockOf(folder: string, server: Server): Promise<OwnerLock> {
  const path = join(folder, OWNER_SOCKET);
  const identity = await identityOf(path);
  const leftovers = (await readdir(folder)).filter(
    (name) => name.startsWith(STAGED_PREFIX) || name.startsWith(GUARD_PREFIX),
  );
  await Promise.all(leftovers.map((name) => unlinkIfPresent(join(folder, name))));
  return {
    release: async () => {
      // Gone when someone deleted the data directory under us.
      if (identity !== undefined && (await identityOf(path)) === identity) await unlinkIfPresent(path);
      await closeServer(server);
    },
  };
}

/** Windows: a named pipe exists exactly as long as its process, so there is never a dead one to replace. */
async function acquirePipe(folder: string, self: Owner): Promise<OwnerLock> {
  const pipe = `\\\\.\\pipe\\exhibit-${sha256(folder.toLowerCase())}`;
  try {
    const server = await listenAsOwner(pipe, self);
    return { release: () => closeServer(server) };
  } catch (error) {
    if (systemErrorCode(error) !== "EADDRINUSE") throw error;
    const answer = await askOwner(pipe);
    throw owned(folder, answer.state === "alive" ? answer.owner : undefined);
  }
}

function owned(folder: string, owner: Owner | undefined): ExhibitError {
  const who =
    owner === undefined
      ? "another process, which is alive but too busy to say its id"
      : `process ${owner.pid} (${owner.command}), since ${owner.since}`;
  return new ExhibitError("STORE_OWNED", `the data directory is in use by ${who}`, {
    place: folder,
    remedy:
      "Wait until it has finished, stop it, or use its API; for several processes at once set DATABASE_URL to a PostgreSQL server.",
  });
}

function undecided(folder: string, patienceMs: number, holdup: Holdup | undefined): ExhibitError {
  const detail =
    holdup === undefined
      ? "several processes want it at once"
      : `process ${holdup.pid} is taking it over (${holdup.guard})`;
  return new ExhibitError(
    "STORE_OWNED",
    `the data directory could not be taken within ${patienceMs / 1000} s: ${detail}`,
    {
      place: folder,
      remedy:
        holdup === undefined
          ? "Run one command at a time on this data directory."
          : "If no such process exists any more, delete that guard file and repeat the command.",
    },
  );
}
