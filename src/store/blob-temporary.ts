import { readdir, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { systemErrorCode } from "../core/errors.ts";
import { unlinkIfPresent } from "./embedded/takeover.ts";

/** A writer touches its file all the time; one that rested for a day is abandoned, whoever its owner was. */
const ABANDONED_MS = 24 * 3_600_000;
const NAME = /^(?<host>.+)~(?<pid>\d+)~[0-9a-f]+\.tmp$/;

/** Name of a file that this process is writing: who may remove it when is in it. */
export function temporaryName(random: string): string {
  return `${thisHost()}~${process.pid}~${random}.tmp`;
}

/**
 * Removes what dead writers left: files of a process of this host that no longer exists, files of our own process id that
 * are older than this process, and files of other hosts (workers may share the folder) that rested for a day.
 */
export async function cleanTemporary(folder: string): Promise<void> {
  const startedAt = Date.now() - process.uptime() * 1000;
  for (const name of await readdir(folder)) {
    const owner = NAME.exec(name)?.groups;
    if (owner === undefined) continue;
    const path = join(folder, name);
    const modifiedAt = await modified(path);
    if (modifiedAt === undefined) continue;
    const ours = owner["host"] === thisHost();
    const pid = Number(owner["pid"]);
    const left =
      Date.now() - modifiedAt > ABANDONED_MS ||
      (ours && (pid === process.pid ? modifiedAt < startedAt : !isAlive(pid)));
    if (left) await unlinkIfPresent(path);
  }
}

async function modified(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function thisHost(): string {
  return hostname().replaceAll(/[^A-Za-z0-9.-]/g, "_") || "localhost";
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) !== "ESRCH";
  }
}
