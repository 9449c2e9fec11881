import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ExhibitError, systemErrorCode } from "../core/index.ts";

/**
 * The ledger's folder of published files. Paths are relative, with `/`. Each method is one step that can fail or be cut
 * off by a crash; tests put faults between them.
 */
export interface LedgerFiles {
  /** The file's bytes, or undefined when there is none. */
  read(path: string): Promise<Buffer | undefined>;
  /** Writes and fsyncs the bytes under a temporary name beside `path`; returns that name. */
  stage(path: string, bytes: Uint8Array): Promise<string>;
  /** Puts a staged file in its place, over what stood there. */
  place(staged: string, path: string): Promise<void>;
  /** Makes the names in a folder, and the folder's own, durable. */
  settle(folder: string): Promise<void>;
  /** Names in a folder; empty when there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Removes a file or a folder with all that is in it; harmless when there is none. */
  remove(path: string): Promise<void>;
}

export function diskFiles(root: string): LedgerFiles {
  return {
    async read(path) {
      try {
        return await readFile(join(root, path));
      } catch (error) {
        if (["ENOENT", "ENOTDIR", "EISDIR"].includes(systemErrorCode(error) ?? "")) return undefined;
        throw diskError(error, join(root, path));
      }
    },
    async stage(path, bytes) {
      const staged = `${path}.${randomBytes(6).toString("hex")}.tmp`;
      try {
        await mkdir(dirname(join(root, path)), { recursive: true });
        const handle = await open(join(root, staged), "wx", 0o644);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        return staged;
      } catch (error) {
        throw diskError(error, join(root, path));
      }
    },
    async place(staged, path) {
      try {
        await rename(join(root, staged), join(root, path));
      } catch (error) {
        throw diskError(error, join(root, path));
      }
    },
    async settle(folder) {
      await syncFolder(join(root, folder));
    },
    async list(folder) {
      try {
        return await readdir(join(root, folder));
      } catch (error) {
        if (["ENOENT", "ENOTDIR"].includes(systemErrorCode(error) ?? "")) return [];
        throw diskError(error, join(root, folder));
      }
    },
    async remove(path) {
      await rm(join(root, path), { recursive: true, force: true });
    },
  };
}

/** Makes the names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A full or unwritable disk as an error that says what to do; anything else as it came. */
export function diskError(error: unknown, path: string): unknown {
  const code = systemErrorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new ExhibitError("DISK_FULL", "no space is left to write the ledger's files", {
      place: path,
      remedy: "free space and repeat; sealed entries are in the database and nothing of them is lost",
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new ExhibitError("DATA_DIR_UNWRITABLE", "the ledger's folder cannot be read or written", {
      place: path,
      remedy: "grant this user read and write access to the data directory, or set another one",
      cause: error,
    });
  }
  return error;
}

const MAX_ATTEMPTS = 5;

/** Writes files so that a crash leaves the old or the new one, and fsyncs each touched folder once at the end. */
export class Publication {
  readonly #files: LedgerFiles;
  readonly #folders = new Set<string>();

  constructor(files: LedgerFiles) {
    this.#files = files;
  }

  /** Puts the bytes there unless they stand there already. */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    const present = await this.#files.read(path);
    if (present?.equals(bytes)) return;
    await this.#write(path, bytes);
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      this.#folders.add(folder);
      if (folder === ".") break;
    }
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const staged = await this.#files.stage(path, bytes);
      try {
        return await this.#files.place(staged, path);
      } catch (error) {
        await this.#files.remove(staged);
        // Another writer has published meanwhile and taken the staged file for what a killed one left.
        if (systemErrorCode(error) !== "ENOENT" || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** Deepest folders first, so that a durable name never leads to a folder that is not. */
  async settle(): Promise<void> {
    const folders = [...this.#folders].toSorted((a, b) => b.length - a.length);
    for (const folder of folders) await this.#files.settle(folder);
    this.#folders.clear();
  }
}
