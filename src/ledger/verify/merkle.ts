import { createHash } from "node:crypto";

/**
 * Proof checks of RFC 9162 sections 2.1.3.2 and 2.1.4.2, step by step as the text gives them. Nothing in this folder
 * shares code with the ledger that writes: a mistake there must not hide itself here.
 */
function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

export function hashLeaf(entry: Uint8Array): Buffer {
  return sha256(LEAF, entry);
}

function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(NODE, left, right);
}

/** Whether the path shows that the leaf hash is entry `index` of the `size` entries under `root`. */
export function holdsInclusion(
  index: number,
  size: number,
  leaf: Uint8Array,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (leaf.length !== 32 || path.some((item) => item.length !== 32)) return false;
  let fn = BigInt(index);
  let sn = BigInt(size) - 1n;
  let r: Uint8Array = leaf;
  for (const p of path) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      r = hashNode(p, r);
      while (fn % 2n === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = hashNode(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && Buffer.from(root).equals(r);
}

/** Whether the path shows that the tree of `first` entries is a prefix of the tree of `second`. */
export function holdsConsistency(
  first: number,
  second: number,
  path: readonly Uint8Array[],
  root1: Uint8Array,
  root2: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 0 || first > second) return false;
  if (path.some((item) => item.length !== 32)) return false;
  const same = Buffer.from(root1).equals(root2);
  if (first === second) return path.length === 0 && same;
  if (first === 0) return path.length === 0 && sha256().equals(root1);
  const isPower = Number.isInteger(Math.log2(first)) && 2 ** Math.log2(first) === first;
  const [start, ...rest] = isPower ? [root1, ...path] : path;
  if (start === undefined || path.length === 0) return false;
  let fn = BigInt(first) - 1n;
  let sn = BigInt(second) - 1n;
  while (fn % 2n === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let fr: Uint8Array = start;
  let sr: Uint8Array = start;
  for (const c of rest) {
    if (sn === 0n) return false;
    if (fn % 2n === 1n || fn === sn) {
      fr = hashNode(c, fr);
      sr = hashNode(c, sr);
      while (fn % 2n === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = hashNode(sr, c);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && Buffer.from(root1).equals(fr) && Buffer.from(root2).equals(sr);
}

/** Root of a tree whose leaves come one by one; keeps one hash for each level. */
export class RootOfLeaves {
  count = 0;
  readonly #pending: (Buffer | undefined)[] = [];

  add(leaf: Buffer): void {
    let node = leaf;
    let level = 0;
    for (let left = this.#pending[level]; left !== undefined; left = this.#pending[level]) {
      node = hashNode(left, node);
      this.#pending[level] = undefined;
      level += 1;
    }
    this.#pending[level] = node;
    this.count += 1;
  }

  root(): Buffer {
    let node: Buffer | undefined;
    for (const left of this.#pending) {
      if (left !== undefined) node = node === undefined ? left : hashNode(left, node);
    }
    return node ?? sha256();
  }
}
