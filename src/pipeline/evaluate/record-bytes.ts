import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { diskError } from "../spool.ts";

/** Up to this size the bytes stay in memory; most captures do. */
const MEMORY_BYTES = 512 * 1024;
const FIRST_BYTES = 4 * 1024;

/**
 * Bytes that are written once and then read at random, in the order that checks ask for: checks are synchronous, and so
 * is this. What outgrows the memory meant for it goes to a file, which the system keeps in its cache as it sees fit.
 */
export class RecordBytes {
  readonly #path: string;
  #buffer = Buffer.alloc(0);
  #filled = 0;
  /** Bytes that are in the file, before those in the buffer. */
  #written = 0;
  #descriptor: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  get length(): number {
    return this.#written + this.#filled;
  }

  append(bytes: Uint8Array): void {
    if (this.#filled + bytes.length > MEMORY_BYTES) this.#flush();
    if (bytes.length > MEMORY_BYTES) return this.#write(bytes);
    this.#reserve(this.#filled + bytes.length);
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Ends writing. */
  end(): void {
    if (this.#descriptor === undefined) return;
    this.#flush();
    this.#buffer = Buffer.alloc(0);
  }

  /** The bytes from `start` (inclusive) to `end` (exclusive). MUST not be changed. */
  read(start: number, end: number): Buffer {
    if (this.#descriptor === undefined) return this.#buffer.subarray(start, end);
    const bytes = Buffer.allocUnsafe(end - start);
    let filled = 0;
    try {
      while (filled < bytes.length) {
        const count = readSync(this.#descriptor, bytes, filled, bytes.length - filled, start + filled);
        if (count === 0) throw new RangeError(`the file ends before byte ${end}`);
        filled += count;
      }
    } catch (error) {
      throw diskError(error, this.#path);
    }
    return bytes;
  }

  /** Gives the memory or the file up; nothing can be read any more. */
  close(): void {
    this.#buffer = Buffer.alloc(0);
    if (this.#descriptor === undefined) return;
    closeSync(this.#descriptor);
    this.#descriptor = undefined;
    rmSync(this.#path, { force: true });
  }

  #reserve(size: number): void {
    if (size <= this.#buffer.length) return;
    let capacity = Math.max(FIRST_BYTES, this.#buffer.length);
    while (capacity < size) capacity *= 2;
    const grown = Buffer.allocUnsafeSlow(capacity);
    this.#buffer.copy(grown, 0, 0, this.#filled);
    this.#buffer = grown;
  }

  #flush(): void {
    this.#write(this.#buffer.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #write(bytes: Uint8Array): void {
    try {
      if (this.#descriptor === undefined) {
        mkdirSync(dirname(this.#path), { recursive: true });
        this.#descriptor = openSync(this.#path, "w+", 0o600);
      }
      for (let done = 0; done < bytes.length;) done += writeSync(this.#descriptor, bytes, done, bytes.length - done);
      this.#written += bytes.length;
    } catch (error) {
      throw diskError(error, this.#path);
    }
  }
}
