import { randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { link, lstat, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { systemErrorCode } from "../../core/errors.ts";

/** Names of guards begin so; the owner sweeps those that are left. */
export const GUARD_PREFIX = "owner.takeover-";
const MAX_GENERATIONS = 100;

/** Where a process id means something: ids are unique within one boot and one process-id namespace. */
interface GuardHolder {
  readonly pid: number;
  readonly boot: string;
  readonly namespace: string;
}

/** Which process holds up a takeover and the file that says so. */
export interface Holdup {
  readonly guard: string;
  readonly pid: number;
}

/**
 * Removes the socket file of a dead owner, unless it has changed meanwhile. Two processes may come here for the same dead
 * socket; the slower must not unlink the socket that the faster has just put in its place. So a guard file, created
 * exclusively and named after the identity of the dead socket, is held over "look again, then unlink". A guard whose
 * holder died is never removed (that would be the same race again) but passed by, with a guard of the next generation.
 *
 * @param stillDead asks the socket again.
 * @returns undefined when the caller may try to take the place, else who must finish first.
 */
export async function removeDeadSocket(
  folder: string,
  name: string,
  stillDead: () => Promise<boolean>,
): Promise<Holdup | undefined> {
  const path = join(folder, name);
  const identity = await identityOf(path);
  if (identity === undefined) return undefined;
  for (let generation = 1; generation <= MAX_GENERATIONS; generation += 1) {
    const guard = join(folder, `${GUARD_PREFIX}${identity}-${generation}`);
    if (!(await createGuard(folder, guard))) {
      const holder = await readGuard(guard);
      if (holder === undefined) return undefined;
      if (mayLive(holder)) return { guard, pid: holder.pid };
      continue;
    }
    try {
      if ((await identityOf(path)) === identity && (await stillDead())) await unlinkIfPresent(path);
    } finally {
      await unlinkIfPresent(guard);
    }
    return undefined;
  }
  return { guard: join(folder, `${GUARD_PREFIX}${identity}-${MAX_GENERATIONS}`), pid: 0 };
}

/** Inode and time of creation: an inode number alone is soon used again. */
export async function identityOf(path: string): Promise<string | undefined> {
  try {
    const stat = await lstat(path, { bigint: true });
    return `${stat.ino}-${stat.mtimeNs}`;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

export async function unlinkIfPresent(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw error;
  }
}

/** Exclusive create with its content already in it (link fails with EEXIST as O_EXCL does): nobody sees an empty guard. */
async function createGuard(folder: string, guard: string): Promise<boolean> {
  const draft = join(folder, `${GUARD_PREFIX}draft-${process.pid}-${randomBytes(6).toString("hex")}`);
  await writeFile(draft, JSON.stringify(thisProcess()), { flag: "wx", mode: 0o600 });
  try {
    await link(draft, guard);
    return true;
  } catch (error) {
    // ENOENT: another process has taken the place meanwhile and swept the draft away.
    if (["EEXIST", "ENOENT"].includes(systemErrorCode(error) ?? "")) return false;
    throw error;
  } finally {
    await unlinkIfPresent(draft);
  }
}

async function readGuard(guard: string): Promise<GuardHolder | undefined> {
  try {
    return JSON.parse(await readFile(guard, "utf8")) as GuardHolder;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** False only when the holder is certainly dead: another boot, or no such process where its id means something to us. */
function mayLive(holder: GuardHolder): boolean {
  const self = thisProcess();
  if (holder.boot !== self.boot) return false;
  if (holder.namespace !== self.namespace) return true;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== "ESRCH";
  }
}

function thisProcess(): GuardHolder {
  return {
    pid: process.pid,
    boot: readOr("", () => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    namespace: readOr("", () => readlinkSync("/proc/self/ns/pid")),
  };
}

/** Only Linux has these files; elsewhere there are no process-id namespaces to tell apart. */
function readOr(fallback: string, read: () => string): string {
  try {
    return read();
  } catch {
    return fallback;
  }
}
