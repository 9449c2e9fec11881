import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { ExhibitError, systemErrorCode, type Digest } from "../core/index.ts";
import { byteLines } from "../ledger/records.ts";

/** For hundreds of spools at a time: every kind of every account that is being collected has one. */
const BLOCK_BYTES = 32 * 1024;
const FIRST_BLOCK_BYTES = 4 * 1024;
const READ_BYTES = 64 * 1024;
/** UTF-8 takes at most three bytes for a UTF-16 unit. */
const MOST_BYTES_A_UNIT = 3;
const NEWLINE = 0x0a;

/**
 * Lines of NDJSON on their way to the object store: hashed while written, read back as a stream. What fits in one block
 * stays in memory and never touches the disk; most captures and results do.
 *
 * Lines are encoded as they come: kept as strings until a block is full, the results of a large account would all grow
 * old on the heap, which then swells to a multiple of what is in use.
 */
export class Spool {
  readonly path: string;
  lines = 0;
  bytes = 0;
  #handle: FileHandle | undefined;
  #block = Buffer.alloc(0);
  #filled = 0;
  readonly #hash = createHash("sha256");
  /** The whole content, when it ended before anything was written to the disk. */
  #small: Buffer | undefined;
  #isOnDisk = false;
  readonly #blockBytes: number;

  /** @param options.blockBytes held in memory at most; for many spools that are filled at one time, less */
  constructor(path: string, options: { readonly blockBytes?: number } = {}) {
    this.path = path;
    this.#blockBytes = options.blockBytes ?? BLOCK_BYTES;
  }

  /** Adds one line, given without its newline. MUST be awaited before the next one. */
  async add(line: string): Promise<void> {
    this.lines += 1;
    if (!this.#fits(line)) {
      await this.#flush();
      if (!this.#fits(line)) return this.#append(Buffer.from(`${line}\n`, "utf8"));
    }
    this.#filled += this.#block.write(line, this.#filled, "utf8");
    this.#block[this.#filled] = NEWLINE;
    this.#filled += 1;
  }

  /**
   * Leaves memory and file handle to others until more is added, if it does: of an organisation's accounts each has a
   * spool for every kind, and all of them wait to be sealed together. A little stays where it is.
   */
  async rest(): Promise<void> {
    if (!this.#isOnDisk && this.#filled <= FIRST_BLOCK_BYTES) return;
    await this.#flush();
    await this.#handle?.close();
    this.#handle = undefined;
    this.#block = Buffer.alloc(0);
  }

  /** Ends writing; returns SHA-256 (hex) of the plain bytes. */
  async end(): Promise<Digest> {
    if (this.#isOnDisk) {
      await this.#flush();
      await this.#handle?.close();
      this.#handle = undefined;
    } else {
      this.#small = this.#block.subarray(0, this.#filled);
      this.#count(this.#small);
    }
    this.#block = Buffer.alloc(0);
    this.#filled = 0;
    return this.#hash.digest("hex");
  }

  async *read(): AsyncIterable<Uint8Array> {
    if (this.#small !== undefined) {
      if (this.#small.length > 0) yield this.#small;
      return;
    }
    for await (const chunk of createReadStream(this.path, { highWaterMark: READ_BYTES })) yield chunk as Uint8Array;
  }

  async remove(): Promise<void> {
    if (this.#small !== undefined) {
      this.#small = undefined;
      return;
    }
    await this.#handle?.close();
    this.#handle = undefined;
    await rm(this.path, { force: true });
  }

  /** Whether the line and its newline have room in the block, which grows up to its full size for that. */
  #fits(line: string): boolean {
    const room = this.#block.length - this.#filled;
    if (line.length * MOST_BYTES_A_UNIT < room) return true;
    const needed = Buffer.byteLength(line, "utf8") + 1;
    if (needed <= room) return true;
    if (this.#filled + needed > this.#blockBytes) return false;
    let size = Math.max(FIRST_BLOCK_BYTES, this.#block.length);
    while (size < this.#filled + needed) size *= 2;
    const grown = Buffer.allocUnsafeSlow(size);
    this.#block.copy(grown, 0, 0, this.#filled);
    this.#block = grown;
    return true;
  }

  #count(bytes: Buffer): void {
    this.#hash.update(bytes);
    this.bytes += bytes.length;
  }

  async #flush(): Promise<void> {
    if (this.#filled === 0) return;
    await this.#append(this.#block.subarray(0, this.#filled));
    this.#filled = 0;
  }

  async #append(bytes: Buffer): Promise<void> {
    this.#count(bytes);
    try {
      if (this.#handle === undefined) {
        await mkdir(dirname(this.path), { recursive: true });
        this.#handle = await open(this.path, this.#isOnDisk ? "a" : "w", 0o600);
        this.#isOnDisk = true;
      }
      await this.#handle.writeFile(bytes);
    } catch (error) {
      throw diskError(error, this.path);
    }
  }
}

/** A full or unwritable disk as an error that says what to do; anything else as it came. */
export function diskError(error: unknown, path: string): unknown {
  const code = systemErrorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new ExhibitError("DISK_FULL", "no space is left to write evidence", {
      place: path,
      remedy: "free space or set another data directory with --data-dir; what was sealed already is kept",
      cause: error,
    });
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return new ExhibitError("DATA_DIR_UNWRITABLE", "the data directory cannot be written", {
      place: path,
      remedy: "grant write access to it or set another one with --data-dir",
      cause: error,
    });
  }
  return error;
}

/** Lines of a byte stream, without newlines; the last line needs none. TypeError where they are no UTF-8. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  // Line by line: the text of a whole block is a large object, which V8 counts as old the first time it sees it again.
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for await (const line of byteLines(bytes)) yield decoder.decode(line);
}
