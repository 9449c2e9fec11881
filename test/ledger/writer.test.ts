import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { LedgerStore } from "#core";
import { diskFiles, type LedgerFiles } from "../../src/ledger/files.ts";
import { leafHash } from "../../src/ledger/merkle.ts";
import { decodeBundle } from "../../src/ledger/tiles.ts";
import { openLedger, type Ledger } from "../../src/ledger/writer.ts";
import { holdsConsistency, holdsInclusion } from "../../src/ledger/verify/merkle.ts";
import { readCheckpoint, readKey, readProof } from "../../src/ledger/verify/note.ts";
import { Crash, faultyFiles, faultyStore, FaultPlan } from "./support/faults.ts";
import { memoryFiles } from "./support/memory-files.ts";
import { MemoryLedgerStore, numbered } from "./support/memory-store.ts";
import { naiveRoot } from "./support/naive-tree.ts";
import { scratch, testSigner } from "./support/scratch.ts";

const signer = testSigner();

function treeOf(note: string, vkey = signer.vkey): { size: number; root: Buffer } {
  const key = readKey(vkey);
  const tree = key === undefined ? "is no key" : readCheckpoint(note, key);
  if (typeof tree === "string") throw new Error(`the checkpoint ${tree}`);
  return tree;
}

/** Everything that an outside reader can check about the published state. */
async function expectSound(ledger: Ledger, store: MemoryLedgerStore, directory: string | LedgerFiles): Promise<void> {
  const files = typeof directory === "string" ? diskFiles(directory) : directory;
  const tree = treeOf(String(await files.read("checkpoint")));
  expect(tree.size).toBe(store.leaves.length);
  expect(tree.root).toEqual(naiveRoot(store.leaves));
  for (const index of new Set([0, Math.floor(tree.size / 2), tree.size - 1])) {
    const proof = readProof(await ledger.tlogProof(index));
    const leaf = leafHash(store.leaves[index] ?? Buffer.alloc(0));
    expect(proof && holdsInclusion(proof.index, tree.size, leaf, proof.path, tree.root)).toBe(true);
  }
  expect(await ledger.fsck()).toEqual({ ok: true, size: tree.size, rootHash: tree.root.toString("hex"), problems: [] });
}

describe("publishing", () => {
  it("signs what the store holds, in growing steps across tile borders", async () => {
    const directory = scratch();
    const store = new MemoryLedgerStore();
    const ledger = await openLedger({ store, directory, signer });
    const trees: { size: number; root: Buffer }[] = [];
    for (const count of [1, 1, 5, 248, 1, 1, 300]) {
      store.add(...numbered(count, store.leaves.length));
      trees.push(treeOf((await ledger.publish()).note));
      await expectSound(ledger, store, directory);
    }
    const last = trees.at(-1) ?? { size: 0, root: Buffer.alloc(0) };
    for (const tree of trees) {
      expect(
        holdsConsistency(tree.size, last.size, await ledger.consistencyProof(tree.size), tree.root, last.root),
      ).toBe(true);
    }
    const bundle = decodeBundle(readFileSync(join(directory, "tile/entries/000")));
    expect(bundle).toEqual(store.leaves.slice(0, 256));
    expect(readdirSync(join(directory, "tile/0")).toSorted(), "partial tiles go once they are full").toEqual([
      "000",
      "001",
      "002.p",
    ]);
    expect(readdirSync(join(directory, "tile/0/002.p"))).toEqual([String(557 - 512)]);
  });

  it("does nothing when there is nothing new", async () => {
    const directory = scratch();
    const store = new MemoryLedgerStore();
    const ledger = await openLedger({ store, directory, signer });
    expect(treeOf((await ledger.publish()).note).size).toBe(0);
    expect(store.checkpoints).toEqual([]);
    store.add("a");
    const first = await ledger.publish();
    expect(await ledger.publish()).toEqual(first);
    expect(store.checkpoints).toEqual([first]);
  });

  it("saves a checkpoint before anyone can read it", async () => {
    const directory = scratch();
    const store = new MemoryLedgerStore();
    const watched: LedgerStore = {
      size: () => store.size(),
      read: (from, to) => store.read(from, to),
      latestCheckpoint: () => store.latestCheckpoint(),
      async saveCheckpoint(checkpoint, previousSize) {
        const published = existsSync(join(directory, "checkpoint"))
          ? treeOf(readFileSync(join(directory, "checkpoint"), "utf8")).size
          : 0;
        expect(published).toBe(previousSize);
        expect(
          existsSync(join(directory, `tile/0/000.p/${checkpoint.size}`)),
          "tiles stand before the checkpoint",
        ).toBe(true);
        await store.saveCheckpoint(checkpoint, previousSize);
      },
    };
    const ledger = await openLedger({ store: watched, directory, signer });
    for (const leaf of ["a", "b", "c"]) {
      store.add(leaf);
      await ledger.publish();
    }
    expect(store.checkpoints.map(({ size }) => size)).toEqual([1, 2, 3]);
  });

  it("refuses an entry that no bundle can hold", async () => {
    const store = new MemoryLedgerStore();
    const ledger = await openLedger({ store, directory: scratch(), signer });
    store.add(Buffer.alloc(65_535), Buffer.alloc(65_536));
    await expect(ledger.publish()).rejects.toMatchObject({ code: "LEDGER_ENTRY_TOO_LARGE" });
    store.leaves.pop();
    expect((await ledger.publish()).size).toBe(1);
  });

  it("serves proofs of earlier checkpoints and refuses entries outside", async () => {
    const store = new MemoryLedgerStore();
    const ledger = await openLedger({ store, directory: scratch(), signer });
    store.add(...numbered(300));
    const early = await ledger.publish();
    store.add(...numbered(100, 300));
    await ledger.publish();
    const proof = readProof(await ledger.tlogProof(299, early));
    expect(proof?.checkpoint).toBe(early.note);
    await expect(ledger.tlogProof(300, early)).rejects.toThrow(RangeError);
    await expect(ledger.tlogProof(400)).rejects.toThrow(RangeError);
    const path = await ledger.inclusionProof(17, 300);
    expect(holdsInclusion(17, 300, leafHash(Buffer.from('{"i":17}')), path, treeOf(early.note).root)).toBe(true);
  });
});

describe("several writers", () => {
  it("agree on one order, whoever publishes", async () => {
    const directory = scratch();
    const store = new MemoryLedgerStore();
    const writers = await Promise.all([1, 2, 3].map(() => openLedger({ store, directory, signer })));
    for (let round = 0; round < 12; round += 1) {
      store.add(...numbered(40, store.leaves.length));
      await Promise.all(writers.map((writer) => writer.publish()));
    }
    for (const writer of writers) await expectSound(writer, store, directory);
    expect(store.checkpoints.map(({ size }) => size)).toEqual(
      store.checkpoints.map(({ size }) => size).toSorted((a, b) => a - b),
    );
  });

  it("may write to folders of their own", async () => {
    const [here, there] = [scratch(), scratch()];
    const store = new MemoryLedgerStore();
    const one = await openLedger({ store, directory: here, signer });
    const two = await openLedger({ store, directory: there, signer });
    store.add(...numbered(10));
    await one.publish();
    store.add(...numbered(500, 10));
    await two.publish();
    await expectSound(two, store, there);
    await one.publish();
    await expectSound(one, store, here);
  });

  it("refuse to build on another's checkpoint that is not of these entries", async () => {
    const store = new MemoryLedgerStore();
    const ledger = await openLedger({ store, directory: scratch(), signer });
    store.add("a");
    await ledger.publish();
    const other = new MemoryLedgerStore();
    other.add("a", "x");
    const foreign = await (await openLedger({ store: other, directory: scratch(), signer })).publish();
    store.add("b", "c");
    await store.saveCheckpoint(foreign, 1);
    await expect(ledger.publish()).rejects.toMatchObject({ code: "LEDGER_FORK" });
  });
});

describe("repair on opening", () => {
  async function published(count: number): Promise<{ store: MemoryLedgerStore; directory: string }> {
    const directory = scratch();
    const store = new MemoryLedgerStore();
    store.add(...numbered(count));
    await (await openLedger({ store, directory, signer })).publish();
    return { store, directory };
  }

  it.each([
    ["the whole folder is gone", (folder: string) => rmSync(folder, { recursive: true })],
    ["a full tile is gone", (folder: string) => rmSync(join(folder, "tile/0/000"))],
    ["a full tile is short", (folder: string) => truncateSync(join(folder, "tile/0/000"), 100)],
    ["a full tile is altered", (folder: string) => writeFileSync(join(folder, "tile/0/000"), Buffer.alloc(8192))],
    ["a partial tile is gone", (folder: string) => rmSync(join(folder, "tile/0/001.p"), { recursive: true })],
    ["a bundle is empty", (folder: string) => truncateSync(join(folder, "tile/entries/000"), 0)],
    ["the checkpoint is gone", (folder: string) => rmSync(join(folder, "checkpoint"))],
    ["the checkpoint is torn", (folder: string) => truncateSync(join(folder, "checkpoint"), 40)],
    ["the checkpoint is empty", (folder: string) => truncateSync(join(folder, "checkpoint"), 0)],
  ])("writes everything anew when %s", async (_, damage) => {
    const { store, directory } = await published(300);
    const ledger = await openLedger({ store, directory, signer });
    damage(directory);
    const found = await ledger.fsck();
    expect(found.ok).toBe(false);
    expect(found.problems.length).toBeGreaterThan(0);
    await expectSound(await openLedger({ store, directory, signer }), store, directory);
  });

  it("repairs damaged tiles when a proof stumbles over them", async () => {
    const { store, directory } = await published(300);
    const ledger = await openLedger({ store, directory, signer });
    writeFileSync(join(directory, "tile/0/000"), Buffer.alloc(8192));
    const proof = readProof(await ledger.tlogProof(3));
    const tree = treeOf(readFileSync(join(directory, "checkpoint"), "utf8"));
    expect(proof && holdsInclusion(3, 300, leafHash(Buffer.from('{"i":3}')), proof.path, tree.root)).toBe(true);
    expect((await ledger.fsck()).ok).toBe(true);
  });
});

describe("what a signed checkpoint promised", () => {
  async function scene(): Promise<{ store: MemoryLedgerStore; directory: string }> {
    const directory = scratch();
    const store = new MemoryLedgerStore();
    const ledger = await openLedger({ store, directory, signer });
    for (const count of [3, 4]) {
      store.add(...numbered(count, store.leaves.length));
      await ledger.publish();
    }
    return { store, directory };
  }

  it("LEDGER_ROLLBACK: the store holds fewer entries", async () => {
    const { store, directory } = await scene();
    store.leaves.pop();
    await expect(openLedger({ store, directory, signer })).rejects.toMatchObject({
      code: "LEDGER_ROLLBACK",
      message: expect.stringMatching(/6 ledger entries.*signed for 7/),
    });
  });

  it("LEDGER_ROLLBACK: the database is an old backup, the published file knows better", async () => {
    const { store, directory } = await scene();
    store.leaves.length = 3;
    store.checkpoints.pop();
    await expect(openLedger({ store, directory, signer })).rejects.toMatchObject({ code: "LEDGER_ROLLBACK" });
  });

  it("LEDGER_ROLLBACK: entries vanish under a running ledger", async () => {
    const { store, directory } = await scene();
    const ledger = await openLedger({ store, directory, signer });
    store.leaves.length = 5;
    store.checkpoints.pop();
    await expect(ledger.publish()).rejects.toMatchObject({ code: "LEDGER_ROLLBACK" });
  });

  it("LEDGER_FORK: an entry was altered", async () => {
    const { store, directory } = await scene();
    store.leaves[2] = Buffer.from("forged");
    await expect(openLedger({ store, directory, signer })).rejects.toMatchObject({ code: "LEDGER_FORK" });
    rmSync(directory, { recursive: true });
    await expect(openLedger({ store, directory, signer })).rejects.toMatchObject({ code: "LEDGER_FORK" });
    expect(existsSync(join(directory, "tile")), "nothing is published of a fork").toBe(false);
  });

  it("LEDGER_FORK: an old backup grew again differently", async () => {
    const { store, directory } = await scene();
    store.leaves.length = 3;
    store.checkpoints.pop();
    store.add("other", "other", "other", "other", "other");
    await expect(openLedger({ store, directory, signer })).rejects.toMatchObject({
      code: "LEDGER_FORK",
      message: expect.stringContaining("published checkpoint file"),
    });
  });

  it("LEDGER_FORK: an entry was altered under a running ledger", async () => {
    const { store, directory } = await scene();
    const ledger = await openLedger({ store, directory, signer });
    store.leaves[6] = Buffer.from("forged");
    store.add("more");
    await expect(ledger.publish()).rejects.toMatchObject({ code: "LEDGER_FORK", place: "entry 6" });
  });

  it("goes on when only the database lost the checkpoint and the entries keep it", async () => {
    const { store, directory } = await scene();
    store.checkpoints.length = 0;
    const ledger = await openLedger({ store, directory, signer });
    store.add("next");
    expect((await ledger.publish()).size).toBe(8);
    await expectSound(ledger, store, directory);
  });

  it("LEDGER_KEY_INVALID: another key signed it", async () => {
    const { store, directory } = await scene();
    const open = openLedger({ store, directory, signer: testSigner("exhibit.example.com/log", 8) });
    await expect(open).rejects.toMatchObject({ code: "LEDGER_KEY_INVALID" });
    const elsewhere = openLedger({
      store: new MemoryLedgerStore(),
      directory,
      signer: testSigner("exhibit.example.com/other", 8),
    });
    await expect(elsewhere, "a folder of another ledger is left alone").rejects.toMatchObject({
      code: "LEDGER_KEY_INVALID",
    });
  });

  it("STORE_CORRUPT: the row contradicts its note, or entries are missing in the middle", async () => {
    const { store, directory } = await scene();
    const [first, second] = store.checkpoints;
    if (first === undefined || second === undefined) throw new Error("no checkpoints");
    store.checkpoints[1] = { ...second, rootHash: first.rootHash };
    await expect(openLedger({ store, directory, signer })).rejects.toMatchObject({ code: "STORE_CORRUPT" });
    store.checkpoints[1] = { ...second, note: second.note.replace("\n7\n", "\n6\n"), size: 6 };
    await expect(openLedger({ store, directory, signer })).rejects.toMatchObject({ code: "STORE_CORRUPT" });
    store.checkpoints[1] = second;
    const short: LedgerStore = Object.assign(Object.create(store) as MemoryLedgerStore, {
      read: async (from: number, to: number) => store.leaves.slice(from, to - 1),
    });
    await expect(openLedger({ store: short, directory, signer })).rejects.toMatchObject({ code: "STORE_CORRUPT" });
  });
});

describe("a crash at every single step", () => {
  const directory = "unused";

  it.each(["before", "after", "torn"] as const)(
    "%s the step leaves a ledger that opens and goes on",
    async (manner) => {
      let crashes = 0;
      for (let at = 0; ; at += 1) {
        const files = memoryFiles();
        const store = new MemoryLedgerStore();
        store.add(...numbered(250));
        const early = await (await openLedger({ store, directory, signer, files })).publish();
        store.add(...numbered(12, 250));
        const plan = new FaultPlan(at, manner);
        const work = openLedger({
          store: faultyStore(store, plan),
          directory,
          signer,
          files: faultyFiles(files, plan),
        }).then((ledger) => ledger.publish());
        const outcome = await work.catch((error: unknown) => error);
        if (!(outcome instanceof Error)) break;
        expect(outcome).toBeInstanceOf(Crash);
        crashes += 1;
        const promised = store.checkpoints.at(-1) ?? early;
        store.add("after the crash");
        const ledger = await openLedger({ store, directory, signer, files });
        await ledger.publish();
        await expectSound(ledger, store, files);
        const [old, now] = [treeOf(promised.note), treeOf(String(await files.read("checkpoint")))];
        expect(holdsConsistency(old.size, now.size, await ledger.consistencyProof(old.size), old.root, now.root)).toBe(
          true,
        );
      }
      expect(crashes).toBeGreaterThan(30);
    },
  );

  it("during a repair leaves a ledger that opens", async () => {
    let crashes = 0;
    for (let at = 0; ; at += 1) {
      const files = memoryFiles();
      const store = new MemoryLedgerStore();
      store.add(...numbered(260));
      await (await openLedger({ store, directory, signer, files })).publish();
      await files.remove("tile");
      const plan = new FaultPlan(at, "torn");
      const outcome = await openLedger({
        store: faultyStore(store, plan),
        directory,
        signer,
        files: faultyFiles(files, plan),
      }).catch((error: unknown) => error);
      if (!(outcome instanceof Error)) break;
      crashes += 1;
      await expectSound(await openLedger({ store, directory, signer, files }), store, files);
    }
    expect(crashes).toBeGreaterThan(20);
  });
});
