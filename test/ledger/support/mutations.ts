import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";

/** Files below a folder, as paths with `/`. */
export function filesUnder(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(root.length + 1)}/${entry.name}`.replace(/^\//, ""));
}

export interface Mutation {
  readonly at: number;
  readonly bytes: Buffer;
}

const EVERY_BYTE_UP_TO = 420;
const SAMPLES = 30;

/**
 * Copies of a file with one bit flipped: each byte of a small file, sampled bytes of a larger one, always its first and
 * last. Which bit, and which samples, follow from the content: the same file gives the same mutations.
 */
export function mutations(original: Buffer, samples = SAMPLES, everyByteUpTo = EVERY_BYTE_UP_TO): readonly Mutation[] {
  const seed = createHash("sha256").update(original).digest();
  const places =
    original.length <= everyByteUpTo
      ? original.keys().toArray()
      : [
          0,
          original.length - 1,
          ...Array.from(
            { length: samples },
            (_, n) => createHash("sha256").update(seed).update(String(n)).digest().readUInt32BE() % original.length,
          ),
        ];
  return places.map((at) => {
    const bytes = Buffer.from(original);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << ((seed[at % 32] ?? 0) % 8));
    return { at, bytes };
  });
}
