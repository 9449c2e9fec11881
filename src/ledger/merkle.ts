import { hash } from "node:crypto";

/**
 * RFC 6962 Merkle trees over SHA-256. Sizes and indices are safe integers; they are divided, never shifted, because
 * JavaScript shifts cut at 32 bits.
 */
export const HASH_BYTES = 32;

/** Root of the tree without entries: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = hash("sha256", Buffer.alloc(0), "buffer");

const LEAF_PREFIX = Buffer.from([0]);
const NODE_PREFIX = Buffer.from([1]);

export function leafHash(entry: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([LEAF_PREFIX, entry]), "buffer");
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([NODE_PREFIX, left, right], 1 + 2 * HASH_BYTES), "buffer");
}

/** Root over 2^n hashes, or any other positive number of them. */
export function rootOfHashes(hashes: readonly Uint8Array[]): Buffer {
  const range = new CompactRange();
  for (const item of hashes) range.append(item);
  return range.root();
}

/** The root of a growing tree in O(log n) memory: one hash for each set bit of the size, largest subtree first. */
export class CompactRange {
  #size = 0;
  readonly #stack: Buffer[] = [];

  get size(): number {
    return this.#size;
  }

  append(hashOfLeaf: Uint8Array): void {
    let node: Buffer = Buffer.from(hashOfLeaf);
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = this.#stack.pop();
      if (left === undefined) throw new RangeError("compact range lost a subtree");
      node = nodeHash(left, node);
    }
    this.#stack.push(node);
    this.#size += 1;
  }

  root(): Buffer {
    return foldRoots(this.#stack);
  }
}

/** Root of a tree whose perfect subtrees, largest first, have these roots. */
export function foldRoots(roots: readonly Buffer[]): Buffer {
  return (
    roots.reduceRight<Buffer | undefined>(
      (right, left) => (right === undefined ? left : nodeHash(left, right)),
      undefined,
    ) ?? EMPTY_ROOT
  );
}

/** A perfect subtree: `MTH(D[index·2^level : (index+1)·2^level])`. */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

/** Gives hashes of perfect subtrees that lie inside the tree; MUST fail rather than guess. */
export interface HashReader {
  hashes(nodes: readonly NodeId[]): Promise<readonly Buffer[]>;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Root of the first `size` leaves. */
export async function treeRoot(reader: HashReader, size: number): Promise<Buffer> {
  const [root] = await rangeRoots(reader, [{ from: 0, to: size }]);
  return root ?? EMPTY_ROOT;
}

/** RFC 6962 2.1.1 audit path of leaf `index` in the tree of `size` leaves, the leaf's sibling first. */
export async function inclusionPath(reader: HashReader, index: number, size: number): Promise<readonly Buffer[]> {
  return rangeRoots(reader, inclusionRanges(index, size));
}

/** Ranges whose roots are the audit path; exported for proofs over a stream of leaves (`records.ts`). */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  requireSizes(index < size, index, size);
  const path: Range[] = [];
  let range: Range = { from: 0, to: size };
  while (range.to - range.from > 1) {
    const split = range.from + splitPoint(range.to - range.from);
    const left = { from: range.from, to: split };
    const right = { from: split, to: range.to };
    path.unshift(index < split ? right : left);
    range = index < split ? left : right;
  }
  return path;
}

/** RFC 6962 2.1.2 proof that the first `older` of `size` leaves make the older tree; empty when equal or from 0. */
export async function consistencyPath(reader: HashReader, older: number, size: number): Promise<readonly Buffer[]> {
  requireSizes(older <= size, older, size);
  if (older === 0 || older === size) return [];
  const path: Range[] = [];
  let range: Range = { from: 0, to: size };
  let whole = true;
  while (range.to !== older) {
    const split = range.from + splitPoint(range.to - range.from);
    const left = { from: range.from, to: split };
    const right = { from: split, to: range.to };
    if (older <= split) {
      path.unshift(right);
      range = left;
    } else {
      path.unshift(left);
      range = right;
      whole = false;
    }
  }
  if (!whole) path.unshift(range);
  return rangeRoots(reader, path);
}

/** Root that a leaf and its audit path lead to, or undefined when the path has not the length that the place demands. */
export function rootFromPath(
  index: number,
  size: number,
  hashOfLeaf: Uint8Array,
  path: readonly Uint8Array[],
): Buffer | undefined {
  const ranges = inclusionRanges(index, size);
  if (ranges.length !== path.length) return undefined;
  return ranges.reduce<Buffer>((node, range, place) => {
    const sibling = path[place] ?? EMPTY_ROOT;
    return range.from > index ? nodeHash(node, sibling) : nodeHash(sibling, node);
  }, Buffer.from(hashOfLeaf));
}

/** Largest power of two strictly less than `n`, n ≥ 2. */
function splitPoint(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

async function rangeRoots(reader: HashReader, ranges: readonly Range[]): Promise<readonly Buffer[]> {
  const parts = ranges.map(perfectSubtrees);
  const hashes = await reader.hashes(parts.flat());
  let at = 0;
  return parts.map((nodes) => {
    at += nodes.length;
    return foldRoots(hashes.slice(at - nodes.length, at));
  });
}

/** The perfect subtrees of a range that starts where a subtree of its size may start, largest first. */
function perfectSubtrees(range: Range): readonly NodeId[] {
  const nodes: NodeId[] = [];
  let from = range.from;
  while (from < range.to) {
    let level = 0;
    let width = 1;
    while (from + width * 2 <= range.to) {
      width *= 2;
      level += 1;
    }
    nodes.push({ level, index: from / width });
    from += width;
  }
  return nodes;
}

function requireSizes(holds: boolean, first: number, second: number): void {
  if (holds && Number.isSafeInteger(first) && Number.isSafeInteger(second) && first >= 0) return;
  throw new RangeError(`no proof exists for ${first} in a tree of ${second}`);
}
