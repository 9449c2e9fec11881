import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { link, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ExhibitError, systemErrorCode, type Digest } from "../../core/index.ts";
import { draftPath, removeDeadDrafts } from "./drafts.ts";

export interface StagedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: Digest;
}

export type Content = AsyncIterable<Uint8Array> | Uint8Array | string;

/** A folder beside the target in which a bundle grows; it becomes the target in one step or goes without a trace. */
export class Stage {
  readonly root: string;
  readonly #folders = new Set<string>();

  constructor(root: string) {
    this.root = root;
  }

  /** OUTPUT_EXISTS when the target is there and not empty. */
  static async beside(target: string): Promise<Stage> {
    await requireFree(target);
    const root = draftPath(target);
    try {
      await removeDeadDrafts(target);
      await mkdir(root, { recursive: true });
    } catch (error) {
      throw outputError(error, target);
    }
    return new Stage(root);
  }

  /** Writes and fsyncs one file. What comes in pieces is never held whole. */
  async write(path: string, content: Content): Promise<StagedFile> {
    const digest = createHash("sha256");
    let bytes = 0;
    const full = join(this.root, path);
    try {
      await mkdir(dirname(full), { recursive: true });
      for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) this.#folders.add(folder);
      const file = await open(full, "wx");
      try {
        for await (const chunk of chunksOf(content)) {
          digest.update(chunk);
          bytes += chunk.length;
          await file.writeFile(chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw outputError(error, full);
    }
    return { path, bytes, sha256: digest.digest("hex") };
  }

  /** Makes all names durable, deepest folders first. */
  async settle(): Promise<void> {
    for (const folder of [...this.#folders].toSorted((a, b) => b.length - a.length))
      await syncFolder(join(this.root, folder));
    await syncFolder(this.root);
  }

  async discard(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** OUTPUT_EXISTS when a bundle could not be placed here: to be found out before work is spent on it. */
export async function requireFree(target: string): Promise<void> {
  if (target.endsWith(".zip")) return requireFreeFile(target);
  const found = await statOf(target);
  if (found === undefined) return;
  if (!found.isDirectory() || (await entriesOf(target)).length > 0) throw occupied(target);
}

/**
 * The same for one file: USAGE_INVALID when a folder or a device is there, whatever `replace` says; OUTPUT_EXISTS when a file with
 * content is, unless `replace`. `flag` is the caller's that would replace it.
 */
export async function requireFreeFile(
  target: string,
  { replace = false, flag }: { readonly replace?: boolean; readonly flag?: string } = {},
): Promise<void> {
  const found = await statOf(target);
  if (found === undefined) return;
  if (!found.isFile()) {
    throw new ExhibitError("USAGE_INVALID", `the output is ${found.isDirectory() ? "a folder" : "no regular file"}`, {
      place: target,
      remedy: found.isDirectory() ? "name a file in it" : "name a regular file",
    });
  }
  if (found.size > 0 && !replace) throw occupied(target, flag);
}

/** A file that appears whole or not at all, and over an empty file only unless `replace`. A stream is never held whole. */
export async function writeWholeFile(
  path: string,
  text: string | AsyncIterable<Uint8Array>,
  options: { readonly replace?: boolean; readonly mode?: number; readonly flag?: string } = {},
): Promise<void> {
  await requireFreeFile(path, options);
  const draft = draftPath(path);
  try {
    const file = await open(draft, "wx", options.mode ?? 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (options.replace !== true) return await placeFile(draft, path);
    await rename(draft, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw outputError(error, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Gives a finished folder its name. Over an empty folder only; OUTPUT_EXISTS when someone was there first. */
export async function placeFolder(staged: string, target: string): Promise<void> {
  try {
    await rename(staged, target);
  } catch (error) {
    throw ["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(systemErrorCode(error) ?? "")
      ? occupied(target)
      : outputError(error, target);
  }
  await syncFolder(dirname(target));
}

/** Gives a finished file its name, over an empty file only. */
export async function placeFile(staged: string, target: string): Promise<void> {
  try {
    if ((await statOf(target))?.size === 0) await rm(target);
    await link(staged, target);
    await rm(staged);
  } catch (error) {
    throw systemErrorCode(error) === "EEXIST" ? occupied(target) : outputError(error, target);
  }
  await syncFolder(dirname(target));
}

/** Undefined when there is nothing. */
async function statOf(target: string): Promise<Stats | undefined> {
  try {
    return await stat(target);
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw outputError(error, target);
  }
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw outputError(error, folder);
  }
}

function occupied(target: string, flag?: string): ExhibitError {
  return new ExhibitError("OUTPUT_EXISTS", "the output exists already and is not empty", {
    place: target,
    remedy:
      flag === undefined
        ? "name another one: what exists is never overwritten"
        : `name another one, or add ${flag} to replace it`,
  });
}

/** A full or unwritable disk as an error that says what to do; anything else as it came. */
export function outputError(error: unknown, place: string): unknown {
  const code = systemErrorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new ExhibitError("DISK_FULL", "no space is left to write the output", {
      place,
      remedy:
        "free space or name a target on another disk; what was sealed is kept, and `exhibit reassess --out` writes a bundle of it",
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR" || code === "ENOENT") {
    return new ExhibitError("DATA_DIR_UNWRITABLE", `the output's folder cannot be written (${code})`, {
      place,
      remedy: "name a target in a folder that this user can write",
      cause: error,
    });
  }
  return error;
}

async function* chunksOf(content: Content): AsyncGenerator<Uint8Array, void, void> {
  if (typeof content === "string") yield Buffer.from(content, "utf8");
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
