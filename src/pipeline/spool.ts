import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { ExhibitError, systemErrorCode, type Digest } from "../core/index.ts";

const FLUSH_BYTES = 256 * 1024;

/**
 * Lines of NDJSON on their way to the object store: hashed while written, read back as a stream. What fits in one block
 * stays in memory and never touches the disk; most captures and results do.
 */
export class Spool {
  readonly path: string;
  lines = 0;
  bytes = 0;
  #handle: FileHandle | undefined;
  #pending: string[] = [];
  #pendingBytes = 0;
  readonly #hash = createHash("sha256");
  /** The whole content, when it ended before the first block was full. */
  #small: Buffer | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** Adds one line, given without its newline. */
  async add(line: string): Promise<void> {
    this.#pending.push(line, "\n");
    this.#pendingBytes += line.length + 1;
    this.lines += 1;
    if (this.#pendingBytes >= FLUSH_BYTES) await this.#flush();
  }

  /** Ends writing; returns SHA-256 (hex) of the plain bytes. */
  async end(): Promise<Digest> {
    if (this.#handle === undefined) {
      this.#small = this.#takePending();
    } else {
      await this.#flush();
      await this.#handle.close();
      this.#handle = undefined;
    }
    return this.#hash.digest("hex");
  }

  async *read(): AsyncIterable<Uint8Array> {
    if (this.#small !== undefined) {
      if (this.#small.length > 0) yield this.#small;
      return;
    }
    for await (const chunk of createReadStream(this.path, { highWaterMark: FLUSH_BYTES })) yield chunk as Uint8Array;
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

  #takePending(): Buffer {
    const block = Buffer.from(this.#pending.join(""), "utf8");
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#hash.update(block);
    this.bytes += block.length;
    return block;
  }

  async #flush(): Promise<void> {
    if (this.#pending.length === 0) return;
    const block = this.#takePending();
    try {
      if (this.#handle === undefined) {
        await mkdir(dirname(this.path), { recursive: true });
        this.#handle = await open(this.path, "w", 0o600);
      }
      await this.#handle.writeFile(block);
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

/** Lines of a byte stream, without newlines; the last line needs none. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of bytes) {
    const text = rest + decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      yield text.slice(start, end);
      start = end + 1;
    }
    rest = text.slice(start);
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
