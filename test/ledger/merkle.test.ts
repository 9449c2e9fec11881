import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CompactRange,
  consistencyPath,
  inclusionPath,
  leafHash,
  rootFromPath,
  treeRoot,
} from "../../src/ledger/merkle.ts";
import { TileEdge, tileHashReader, tilePath } from "../../src/ledger/tiles.ts";
import { holdsConsistency, holdsInclusion, RootOfLeaves } from "../../src/ledger/verify/merkle.ts";
import { numbered } from "./support/memory-store.ts";
import { naiveConsistency, naivePath, naiveRoot } from "./support/naive-tree.ts";

/** Tiles of these leaves in memory, with a reader over them. */
function tiled(leaves: readonly Uint8Array[]): { edge: TileEdge; reader: ReturnType<typeof tileHashReader> } {
  const edge = new TileEdge();
  const tiles = new Map<string, Buffer>();
  for (const leaf of leaves) for (const full of edge.append(leafHash(leaf))) tiles.set(tilePath(full.id), full.bytes);
  for (const partial of edge.partials()) tiles.set(tilePath(partial.id), partial.bytes);
  const reader = tileHashReader(leaves.length, async (id) => {
    const bytes = tiles.get(tilePath(id));
    if (bytes === undefined) throw new Error(`no tile ${tilePath(id)}`);
    return bytes;
  });
  return { edge, reader };
}

const VECTOR_LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((hex) => Buffer.from(hex, "hex"));
/** transparency-dev/merkle testonly/constants.go, by size. */
const VECTOR_ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

describe("published vectors", () => {
  it.each(VECTOR_ROOTS.map((root, size) => ({ root, size })))(
    "gives the root of $size entries",
    async ({ root, size }) => {
      const leaves = VECTOR_LEAVES.slice(0, size);
      const range = new CompactRange();
      const checker = new RootOfLeaves();
      for (const leaf of leaves) {
        range.append(leafHash(leaf));
        checker.add(leafHash(leaf));
      }
      const { edge, reader } = tiled(leaves);
      expect(range.root().toString("hex")).toBe(root);
      expect(edge.root().toString("hex")).toBe(root);
      expect(checker.root().toString("hex")).toBe(root);
      expect((await treeRoot(reader, size)).toString("hex")).toBe(root);
    },
  );

  it("gives the consistency proof 3 to 7 and the inclusion proof of entry 3 of the worked example", async () => {
    const leaves = numbered(7).map((text) => Buffer.from(text));
    const { reader } = tiled(leaves);
    const proof = (await consistencyPath(reader, 3, 7)).map((item) => item.toString("base64"));
    expect(proof).toEqual([
      "3t8ellaME6WCe7y4TZIK2yHZibXaT2Hea9Bg5SeS2pE=",
      "gR+MJClAf/75fl1Ogf+IsSZJHIFQFu7+yHl8q59j0SU=",
      "jXl7tY1h9ngEf9+So5ARexbYcYuVcwOpIxo2z24MX3U=",
      "5IixK2We8g2SjTfhRkvvtuv1yrandXJANT/RDZ7TLJo=",
    ]);
    const path = (await inclusionPath(reader, 3, 7)).map((item) => item.toString("base64"));
    expect(path).toEqual([
      "3t8ellaME6WCe7y4TZIK2yHZibXaT2Hea9Bg5SeS2pE=",
      "jXl7tY1h9ngEf9+So5ARexbYcYuVcwOpIxo2z24MX3U=",
      "5IixK2We8g2SjTfhRkvvtuv1yrandXJANT/RDZ7TLJo=",
    ]);
    expect((await treeRoot(reader, 3)).toString("base64")).toBe("AKcKsZUbOSDpO7cxOBdBlx0JYMGuQc5ky21fozC//MY=");
    expect((await treeRoot(reader, 7)).toString("base64")).toBe("6cbV7VEnsBt5QB48I9xhI2QC+/96slqu34GAhl2pSs0=");
  });
});

const leavesArbitrary = fc.array(fc.uint8Array({ maxLength: 6 }), { minLength: 1, maxLength: 70 });

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
}

describe("random trees", () => {
  it("has the paths and roots of the definition, which the independent checks accept", async () => {
    await fc.assert(
      fc.asyncProperty(leavesArbitrary, fc.nat(), async (leaves, pick) => {
        const { reader } = tiled(leaves);
        const index = pick % leaves.length;
        const path = await inclusionPath(reader, index, leaves.length);
        const root = naiveRoot(leaves);
        expect(path).toEqual(naivePath(index, leaves));
        expect(await treeRoot(reader, leaves.length)).toEqual(root);
        const leaf = leafHash(leaves[index] ?? Buffer.alloc(0));
        expect(holdsInclusion(index, leaves.length, leaf, path, root)).toBe(true);
        expect(rootFromPath(index, leaves.length, leaf, path)).toEqual(root);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses an inclusion proof with any bit, hash, index or size changed", async () => {
    await fc.assert(
      fc.asyncProperty(leavesArbitrary, fc.nat(), fc.nat(), async (leaves, pick, bit) => {
        const size = leaves.length;
        const index = pick % size;
        const root = naiveRoot(leaves);
        const path = naivePath(index, leaves);
        const leaf = leafHash(leaves[index] ?? Buffer.alloc(0));
        const refused = (...args: Parameters<typeof holdsInclusion>): void =>
          expect(holdsInclusion(...args)).toBe(false);
        refused(index, size, flipped(leaf, bit), path, root);
        refused(index, size, leaf, path, flipped(root, bit));
        refused(index, size, leaf, [...path, root], root);
        refused(size, size, leaf, path, root);
        refused(-1, size, leaf, path, root);
        const [first] = path;
        if (first === undefined) return;
        refused(index, size, leaf, path.slice(1), root);
        refused(index, size, leaf, path.slice(0, -1), root);
        const at = bit % path.length;
        refused(index, size, leaf, path.with(at, flipped(path[at] ?? root, bit)), root);
        refused(index, size, leaf, path.with(0, first.subarray(1)), root);
      }),
      { numRuns: 60 },
    );
  });

  it("proves every older tree a prefix, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(leavesArbitrary, fc.nat(), fc.nat(), async (leaves, pick, bit) => {
        const older = pick % (leaves.length + 1);
        const { reader } = tiled(leaves);
        const proof = await consistencyPath(reader, older, leaves.length);
        const [root1, root2] = [naiveRoot(leaves.slice(0, older)), naiveRoot(leaves)];
        if (older > 0) expect(proof).toEqual(naiveConsistency(older, leaves));
        expect(holdsConsistency(older, leaves.length, proof, root1, root2)).toBe(true);
        expect(holdsConsistency(older, leaves.length, proof, flipped(root1, bit), root2)).toBe(false);
        expect(holdsConsistency(older, leaves.length, [...proof, root1], root1, root2)).toBe(false);
        if (older > 0) expect(holdsConsistency(older, leaves.length, proof, root1, flipped(root2, bit))).toBe(false);
        if (proof.length === 0) return;
        const at = bit % proof.length;
        expect(
          holdsConsistency(older, leaves.length, proof.with(at, flipped(proof[at] ?? root1, bit)), root1, root2),
        ).toBe(false);
        expect(holdsConsistency(older, leaves.length, proof.slice(0, -1), root1, root2)).toBe(false);
      }),
      { numRuns: 80 },
    );
  });
});

describe("tiles", () => {
  it("has the layout of the specification's examples", () => {
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: 2, index: 0, width: 1 })).toBe("tile/2/000.p/1");
    expect(tilePath({ level: "entries", index: 999, width: 255 })).toBe("tile/entries/999.p/255");
    expect(tilePath({ level: 1, index: 1000, width: 256 })).toBe("tile/1/x001/000");
  });

  it("writes 273 full and one partial tile for 70,000 entries, and its root and proofs are those of the definition", async () => {
    const edge = new TileEdge();
    const full = new Map<string, Buffer>();
    const range = new CompactRange();
    const leaf = leafHash(Buffer.from("same"));
    for (let at = 0; at < 70_000; at += 1) {
      range.append(leaf);
      for (const tile of edge.append(leaf)) full.set(tilePath(tile.id), tile.bytes);
    }
    expect(full.size).toBe(274);
    expect(edge.partials().map(({ id }) => tilePath(id))).toEqual([
      "tile/0/273.p/112",
      "tile/1/001.p/17",
      "tile/2/000.p/1",
    ]);
    expect(edge.root()).toEqual(range.root());
    for (const partial of edge.partials()) full.set(tilePath(partial.id), partial.bytes);
    const reader = tileHashReader(
      70_000,
      async (id) => full.get(tilePath(id)) ?? Promise.reject(new Error(tilePath(id))),
    );
    expect(await treeRoot(reader, 70_000)).toEqual(range.root());
    for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) {
      expect(holdsInclusion(index, 70_000, leaf, await inclusionPath(reader, index, 70_000), range.root())).toBe(true);
    }
    const older = await treeRoot(reader, 65_537);
    expect(holdsConsistency(65_537, 70_000, await consistencyPath(reader, 65_537, 70_000), older, range.root())).toBe(
      true,
    );
  });

  it("refuses hashes outside the tree", async () => {
    const { reader } = tiled(numbered(5).map((text) => Buffer.from(text)));
    await expect(reader.hashes([{ level: 0, index: 5 }])).rejects.toThrow(RangeError);
    await expect(reader.hashes([{ level: 1, index: 2 }])).rejects.toThrow(RangeError);
    await expect(inclusionPath(reader, 5, 5)).rejects.toThrow(RangeError);
    await expect(consistencyPath(reader, 6, 5)).rejects.toThrow(RangeError);
  });
});
