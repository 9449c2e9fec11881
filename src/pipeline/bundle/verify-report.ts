import { createHash } from "node:crypto";
import { isExhibitError, messageOf } from "../../core/errors.ts";
import type { BundleSource } from "./verify-source.ts";

export interface VerifiedFile {
  /** Path inside the bundle. */
  readonly file: string;
  readonly ok: boolean;
  /** What does not hold, to be read after the file's name; absent exactly when `ok`. */
  readonly problem?: string;
}

/** A file larger than this is never read whole. */
const SMALL_FILE_BYTES = 64 * 1024 * 1024;

/** What was found about each file, in the order of checking; the first problem of a file stands. */
export class VerifyReport {
  readonly #found = new Map<string, string | undefined>();

  hold(file: string): void {
    if (!this.#found.has(file)) this.#found.set(file, undefined);
  }

  fail(file: string, problem: string): void {
    if (this.#found.get(file) === undefined) this.#found.set(file, problem);
  }

  /** Holds unless there is a problem. */
  check(file: string, problem: string | undefined): void {
    if (problem === undefined) this.hold(file);
    else this.fail(file, problem);
  }

  holds(file: string): boolean {
    return this.#found.has(file) && this.#found.get(file) === undefined;
  }

  has(file: string): boolean {
    return this.#found.has(file);
  }

  list(): readonly VerifiedFile[] {
    return [...this.#found].map(([file, problem]) =>
      problem === undefined ? { file, ok: true } : { file, ok: false, problem },
    );
  }
}

/** Bytes of a small file, or the sentence that says why there are none. */
export async function readWhole(source: BundleSource, name: string): Promise<Buffer | string> {
  if (!source.names.includes(name)) return "is missing";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source.open(name)) {
      bytes += chunk.length;
      if (bytes > SMALL_FILE_BYTES) return "is too large to be what it should be";
      chunks.push(chunk);
    }
  } catch (error) {
    if (isExhibitError(error)) throw error;
    return `cannot be read: ${messageOf(error)}`;
  }
  return Buffer.concat(chunks);
}

/** Text of strict UTF-8 bytes, or undefined. */
export function strictText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function hexDigest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
