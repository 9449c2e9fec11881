import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { access, link, mkdir, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DIGEST_PATTERN, type Digest } from "../core/digest.ts";
import { ExhibitError, isExhibitError, systemErrorCode } from "../core/errors.ts";
import type { BlobStore } from "../core/ports.ts";
import { cleanTemporary, temporaryName } from "./blob-temporary.ts";
import { unlinkIfPresent } from "./embedded/takeover.ts";
import { fromFileSystem } from "./file-error.ts";

const READ_CHUNK = 256 * 1024;
const OBJECT_MODE = 0o440;

/**
 * Objects under `<dataDir>/objects/sha256/ab/cd…`. An object appears under its address by link(), complete and synced, or
 * not at all. Leftovers of writers that died are removed on opening.
 */
export async function openBlobs(dataDir: string): Promise<FileBlobs> {
  const objects = join(resolve(dataDir), "objects");
  const root = join(objects, "sha256");
  const temporary = join(objects, "tmp");
  try {
    await mkdir(root, { recursive: true, mode: 0o750 });
    await mkdir(temporary, { recursive: true, mode: 0o750 });
    await cleanTemporary(temporary);
    await syncPath(objects);
    await syncPath(resolve(dataDir));
  } catch (error) {
    throw fromFileSystem(error, objects);
  }
  return new FileBlobs(root, temporary);
}

/** Where an object lies, for people who want to look at it or to use it elsewhere. */
export function objectPath(dataDir: string, digest: Digest): string {
  return join(resolve(dataDir), "objects", "sha256", digest.slice(0, 2), digest.slice(2));
}

export class FileBlobs implements BlobStore {
  readonly #root: string;
  readonly #temporary: string;
  /** Folders whose own names are known to be on the disk. */
  readonly #durable = new Set<string>();

  constructor(root: string, temporary: string) {
    this.#root = root;
    this.#temporary = temporary;
  }

  async put(
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<{ readonly digest: Digest; readonly bytes: number }> {
    const draft = join(this.#temporary, temporaryName(randomBytes(8).toString("hex")));
    const source = watch(bytes);
    try {
      const written = await writeDraft(draft, source.bytes);
      await this.#publish(draft, written.digest);
      return written;
    } catch (error) {
      // What the producer of the bytes throws is its own affair.
      if (source.failed) throw error;
      throw fromFileSystem(error, this.#temporary);
    } finally {
      await unlinkIfPresent(draft);
    }
  }

  async *read(digest: Digest): AsyncGenerator<Uint8Array> {
    const path = this.#path(digest);
    const handle = await openObject(path, digest);
    try {
      const hash = createHash("sha256");
      for await (const chunk of chunksOf(handle)) {
        hash.update(chunk);
        yield chunk;
      }
      if (hash.digest("hex") !== digest) throw corrupt(digest, path);
    } finally {
      await handle.close();
    }
  }

  async has(digest: Digest): Promise<boolean> {
    const path = this.#path(digest);
    try {
      await access(path, constants.F_OK);
      return true;
    } catch (error) {
      if (systemErrorCode(error) === "ENOENT") return false;
      throw fromFileSystem(error, path);
    }
  }

  /** Gives an object up, durably; returns the bytes that it had, 0 when it was not there. */
  async remove(digest: Digest): Promise<number> {
    const path = this.#path(digest);
    try {
      const { size } = await stat(path);
      await rm(path);
      await syncPath(join(this.#root, digest.slice(0, 2)));
      return size;
    } catch (error) {
      if (systemErrorCode(error) === "ENOENT") return 0;
      throw fromFileSystem(error, path);
    }
  }

  #path(digest: Digest): string {
    if (!DIGEST_PATTERN.test(digest))
      throw new ExhibitError("INTERNAL", `${JSON.stringify(digest)} is no object address`);
    return join(this.#root, digest.slice(0, 2), digest.slice(2));
  }

  async #publish(draft: string, digest: Digest): Promise<void> {
    const path = this.#path(digest);
    const folder = join(this.#root, digest.slice(0, 2));
    if ((await mkdir(folder, { recursive: true, mode: 0o750 })) !== undefined) this.#durable.delete(folder);
    // Good bytes are at hand: they take the place of an object that has rotted, or that goes in this very moment.
    if (!(await linked(draft, path)) && !(await this.#isIntact(path, digest))) await rename(draft, path);
    await syncPath(folder);
    if (this.#durable.has(folder)) return;
    await syncPath(this.#root);
    this.#durable.add(folder);
  }

  async #isIntact(path: string, digest: Digest): Promise<boolean> {
    let handle: FileHandle;
    try {
      handle = await openObject(path, digest);
    } catch (error) {
      if (isExhibitError(error) && error.code === "BLOB_MISSING") return false;
      throw error;
    }
    try {
      const hash = createHash("sha256");
      for await (const chunk of chunksOf(handle)) hash.update(chunk);
      return hash.digest("hex") === digest;
    } finally {
      await handle.close();
    }
  }
}

/** False when the name is taken. */
async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === "EEXIST") return false;
    throw error;
  }
}

interface Watched {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Whether it was the producer that failed, not the writing. */
  failed: boolean;
}

function watch(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Watched {
  const watched: Watched = { bytes: passOn(), failed: false };
  async function* passOn(): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      watched.failed = true;
      throw error;
    }
  }
  return watched;
}

async function writeDraft(
  draft: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly digest: Digest; readonly bytes: number }> {
  const handle = await open(draft, "wx", OBJECT_MODE);
  try {
    const hash = createHash("sha256");
    let size = 0;
    for await (const chunk of bytes) {
      await writeWhole(handle, chunk);
      hash.update(chunk);
      size += chunk.byteLength;
    }
    await handle.chmod(OBJECT_MODE);
    await handle.sync();
    return { digest: hash.digest("hex"), bytes: size };
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < chunk.byteLength) {
    const { bytesWritten } = await handle.write(chunk, offset, chunk.byteLength - offset);
    offset += bytesWritten;
  }
}

async function openObject(path: string, digest: Digest): Promise<FileHandle> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (systemErrorCode(error) !== "ENOENT") throw fromFileSystem(error, path);
    throw new ExhibitError("BLOB_MISSING", `object ${digest} is not in the object store`, {
      place: path,
      remedy: "Restore the objects folder of the data directory from the last backup.",
    });
  }
}

/** Buffers no larger than what is left: a run reads thousands of small objects, and the collector of garbage counts buffers. */
async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array> {
  let left = (await handle.stat()).size;
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(Math.min(READ_CHUNK, Math.max(left, 0) + 1));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) return;
    left -= bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function corrupt(digest: Digest, path: string): ExhibitError {
  return new ExhibitError("BLOB_CORRUPT", `object ${digest} does not match its address`, {
    place: path,
    remedy: "Restore this file from the last backup; its name is the SHA-256 of what it must hold.",
  });
}
