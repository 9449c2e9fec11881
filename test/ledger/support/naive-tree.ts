import { createHash } from "node:crypto";

/** RFC 6962 as its text defines it, by recursion over whole lists: the oracle for everything that is done incrementally. */
export function sha(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

function split(n: number): number {
  return 2 ** Math.ceil(Math.log2(n) - 1);
}

export function naiveRoot(leaves: readonly Uint8Array[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return sha();
  if (leaves.length === 1) return sha(LEAF, first);
  const k = split(leaves.length);
  return sha(NODE, naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

export function naivePath(index: number, leaves: readonly Uint8Array[]): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...naivePath(index, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(index - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

export function naiveConsistency(older: number, leaves: readonly Uint8Array[], whole = true): readonly Buffer[] {
  if (older === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return older <= k
    ? [...naiveConsistency(older, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(older - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}
