import { createHash } from "node:crypto";
import { mkdir, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Digest } from "../../core/digest.ts";
import { ExhibitError, ignoreRefusal, messageOf, systemErrorCode } from "../../core/errors.ts";

/** A finished archive; digest and bytes are of the file as stored, encrypted or not. */
export interface StoredArchive {
  readonly path: string;
  readonly digest: Digest;
  readonly bytes: number;
  readonly encryption: "age" | "none";
}

export interface ArchiveFile {
  /** Resolves when the bytes are taken over; rejects with DISK_FULL and the like, then and on every later call. */
  write(bytes: Uint8Array): Promise<void>;
  /** Something is missing in the file: {@link finish} MUST reject with this error, or an earlier one. */
  fail(error: unknown): void;
  /** Makes the file durable under its final name. After a failure it removes the file and rejects with what failed first. */
  finish(): Promise<StoredArchive>;
}

export interface ArchiveFileOptions {
  readonly directory: string;
  /** File name up to the counter: `<name>-1.warc.gz`. */
  readonly name: string;
  /** age recipients (`age1…`); with any, plain bytes never reach the disk. */
  readonly recipients: readonly string[];
}

type Sink = Pick<ArchiveFile, "write"> & { close(): Promise<void> };

// Exchanges are small; one system call for each would be most of the work.
const FLUSH_BYTES = 256 * 1024;

/**
 * A new file `<name>-<n>.warc.gz`, or `….warc.gz.age`, readable by its owner only. Until it is finished it is called
 * `….partial`, so that a crash never leaves half an archive under the name of a whole one.
 */
export async function createArchiveFile(options: ArchiveFileOptions): Promise<ArchiveFile> {
  const { directory, name, recipients } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw diskError(error, directory);
  });
  // Loading age costs a tenth of a second, so it waits until somebody wants it.
  const encrypt = recipients.length === 0 ? undefined : (await import("./age.ts")).encryptTo(recipients);
  const { path, handle } = await createFile(directory, name, encrypt === undefined ? "warc.gz" : "warc.gz.age");
  const file = buffered(handle, path);
  const sink: Sink = encrypt === undefined ? file : await encrypt(file);
  let failure: unknown;
  return {
    async write(bytes) {
      if (failure !== undefined) throw failure;
      await sink.write(bytes).catch((error: unknown) => {
        failure ??= error;
        throw error;
      });
    },
    fail(error) {
      failure ??= error;
    },
    async finish() {
      try {
        if (failure !== undefined) throw failure;
        await sink.close();
        await rename(`${path}.partial`, path);
        await syncDirectory(directory);
      } catch (error) {
        throw await discard(handle, `${path}.partial`, diskError(error, path));
      }
      return { path, ...file.stored(), encryption: encrypt === undefined ? "none" : "age" };
    },
  };
}

/** Half an archive helps nobody and holds raw answers. What failed first is what is told, and what of it is left. */
async function discard(handle: FileHandle, partial: string, failure: unknown): Promise<unknown> {
  // The handle may be closed already; of what was written through it nothing is kept, so its end does not matter.
  await handle.close().catch(ignoreRefusal);
  try {
    await rm(partial, { force: true });
    return failure;
  } catch (cause) {
    const left = `it could not be removed (${systemErrorCode(cause) ?? messageOf(cause)}) and holds raw answers`;
    const { code, message } =
      failure instanceof ExhibitError ? failure : ({ code: "INTERNAL", message: messageOf(failure) } as const);
    return new ExhibitError(code, `${message}; ${left}`, {
      place: partial,
      cause: failure,
      remedy: "Remove the file.",
    });
  }
}

async function createFile(
  directory: string,
  name: string,
  extension: string,
): Promise<{ path: string; handle: FileHandle }> {
  const safe = name.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "_");
  for (let n = 1; ; n += 1) {
    const path = join(directory, `${safe}-${String(n)}.${extension}`);
    const handle = await open(`${path}.partial`, "wx", 0o600).catch((error: unknown) => {
      if (systemErrorCode(error) === "EEXIST") return undefined;
      throw diskError(error, path);
    });
    if (handle === undefined) continue;
    // Looked up only now: whoever holds the partial file owns the number.
    if (await exists(path)) {
      await handle.close();
      await rm(`${path}.partial`);
      continue;
    }
    return { path, handle };
  }
}

function buffered(handle: FileHandle, path: string): Sink & { stored(): { digest: Digest; bytes: number } } {
  const hash = createHash("sha256");
  let bytes = 0;
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let digest: Digest | undefined;
  const flush = async (): Promise<void> => {
    const data = Buffer.concat(pending);
    pending = [];
    pendingBytes = 0;
    await handle.appendFile(data).catch((error: unknown) => {
      throw diskError(error, path);
    });
  };
  return {
    async write(chunk) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      pending.push(chunk);
      pendingBytes += chunk.byteLength;
      if (pendingBytes >= FLUSH_BYTES) await flush();
    },
    async close() {
      await flush();
      await handle.sync();
      await handle.close();
      digest = hash.digest("hex");
    },
    stored() {
      if (digest === undefined)
        throw new ExhibitError("INTERNAL", "an archive was asked for its digest before it was finished");
      return { digest, bytes };
    },
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return false;
    throw diskError(error, path);
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function diskError(error: unknown, path: string): unknown {
  if (error instanceof ExhibitError) return error;
  const code = systemErrorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new ExhibitError("DISK_FULL", "no space is left for the exchange archive", {
      place: path,
      cause: error,
      remedy: "Free space and run again.",
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR" || code === "EEXIST") {
    return new ExhibitError("DATA_DIR_UNWRITABLE", `the exchange archive cannot be written (${code})`, {
      place: path,
      cause: error,
    });
  }
  return error;
}
