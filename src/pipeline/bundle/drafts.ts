import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { systemErrorCode } from "../../core/errors.ts";

const DRAFT = /^\..+\.(?<host>[^~]+)~(?<pid>\d+)~[0-9a-f]{12}\.partial(?:\.zip)?$/;

/** Where an output grows until it is whole: hidden, beside its target, and named after who writes it. */
export function draftPath(target: string): string {
  const owner = `${thisHost()}~${process.pid}~${randomBytes(6).toString("hex")}`;
  return join(dirname(target), `.${basename(target)}.${owner}.partial`);
}

/** Removes what processes of this host left beside the target when they were killed. */
export async function removeDeadDrafts(target: string): Promise<void> {
  for (const name of await namesIn(dirname(target))) {
    const owner = DRAFT.exec(name)?.groups;
    if (owner === undefined || owner["host"] !== thisHost() || isAlive(Number(owner["pid"]))) continue;
    await rm(join(dirname(target), name), { recursive: true, force: true });
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    // Not there yet, or not readable: then there is nothing that we could have left.
    if (["ENOENT", "ENOTDIR", "EACCES"].includes(systemErrorCode(error) ?? "")) return [];
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
