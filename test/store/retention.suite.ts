import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalJson, sha256, uuidV7, type Burial, type Digest, type SealEntry } from "#core";
import type { OpenedStore } from "../../src/store/index.ts";
import { plainEntry, sampleRun, sealedEvidence } from "./samples.ts";

const BEFORE = "2026-06-01T00:00:00.000Z";
const REMOVED_AT = "2026-11-23T00:00:00.000Z";

/** The contract of `RetentionStore` beside `Store.seal`, the same for the embedded database and a server. */
export function retentionSuite(mode: "embedded" | "server", open: () => Promise<OpenedStore>): void {
  describe(`retention contract, ${mode}`, () => {
    let opened: OpenedStore;
    let number = 0;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.close();
    });

    /** A run with evidence whose only stored object has these bytes. */
    async function run(
      startedAt: string,
      text: string,
    ): Promise<{ readonly digest: Digest; readonly entry: SealEntry }> {
      const id = await openRun(startedAt);
      const { digest } = await opened.blobs.put([Buffer.from(text)]);
      const entry = entryOf(id, digest);
      await opened.store.seal([entry]);
      return { digest, entry };
    }

    async function openRun(startedAt: string): Promise<string> {
      number += 1;
      const id = uuidV7(new Date(Date.parse(startedAt) + number));
      await opened.store.createRun(sampleRun(id, { startedAt, status: "complete" }));
      return id;
    }

    function entryOf(runId: string, digest: Digest): SealEntry {
      number += 1;
      const entry = sealedEvidence(runId, `retention ${number}`);
      if (entry.evidence === undefined) throw new Error("no evidence");
      return { ...entry, evidence: { ...entry.evidence, recordsBlob: digest, exchangesBlob: digest } };
    }

    function burial(...digests: readonly Digest[]): Burial {
      return {
        digests,
        before: BEFORE,
        keepRuns: [],
        removedAt: REMOVED_AT,
        tombstone: (objects) => {
          number += 1;
          const leaf = { type: "tombstone", removedAt: REMOVED_AT, objects: [...objects] };
          return plainEntry(`tombstone ${number}`, "tombstone", canonicalJson(leaf));
        },
      };
    }

    const remove = async (digest: Digest): Promise<void> => void (await opened.blobs.remove(digest));

    test("what only old runs need is buried under one entry, and removed", async () => {
      const { digest } = await run("2025-01-01T00:00:00.000Z", "old");
      expect(await opened.retention.bury(burial(digest))).toEqual([digest]);
      expect(await opened.retention.removeBuried([digest], remove)).toBe(1);
      expect(await opened.blobs.has(digest)).toBe(false);
      const index = (await opened.store.ledger.size()) - 1;
      expect(await opened.retention.removed(digest)).toEqual({ digest, ledgerIndex: index, removedAt: REMOVED_AT });
      expect((await opened.retention.allRemoved()).get(digest)).toMatchObject({ ledgerIndex: index });
      expect(await opened.retention.removeBuried([digest], () => Promise.reject(new Error("a second time")))).toBe(0);
    });

    test("what a newer run has sealed since it was listed is not buried, and no entry says so", async () => {
      const { digest } = await run("2025-01-01T00:00:00.000Z", "listed");
      await run("2026-11-22T00:00:00.000Z", "listed");
      const size = await opened.store.ledger.size();
      expect(await opened.retention.bury(burial(digest))).toEqual([]);
      expect(await opened.store.ledger.size()).toBe(size);
    });

    test("what is sealed between burial and removal keeps its file", async () => {
      const { digest } = await run("2025-01-01T00:00:00.000Z", "buried");
      await opened.retention.bury(burial(digest));
      await run("2026-11-22T00:00:00.000Z", "buried");
      expect(await opened.retention.removeBuried([digest], remove)).toBe(0);
      expect(await opened.blobs.has(digest)).toBe(true);
      expect(await opened.retention.removed(digest)).toBeUndefined();
    });

    test("what was stored before its removal and sealed after it is refused; stored again, it is an ordinary object", async () => {
      const { digest } = await run("2025-01-01T00:00:00.000Z", "lost");
      const later = entryOf(await openRun("2026-11-22T00:00:00.000Z"), digest);
      await opened.blobs.put([Buffer.from("lost")]);
      await opened.retention.bury(burial(digest));
      await opened.retention.removeBuried([digest], remove);
      const size = await opened.store.ledger.size();
      await expect(opened.store.seal([later])).rejects.toMatchObject({ code: "PAYLOAD_REMOVED", place: digest });
      const vouching = { ...plainEntry("r", "assessment", "{}"), objects: [digest] };
      await expect(opened.store.seal([vouching])).rejects.toMatchObject({ code: "PAYLOAD_REMOVED", place: digest });
      expect(await opened.store.ledger.size()).toBe(size);
      expect(await opened.retention.removed(digest)).toBeDefined();
      await opened.blobs.put([Buffer.from("lost")]);
      await opened.store.seal([later]);
      expect(await opened.retention.removed(digest)).toBeUndefined();
      expect(await opened.retention.bury(burial(digest))).toEqual([]);
    });

    test("nothing is sealed while files go", async () => {
      const { digest } = await run("2025-01-01T00:00:00.000Z", "going");
      const later = entryOf(await openRun("2026-11-22T00:00:00.000Z"), digest);
      await opened.retention.bury(burial(digest));
      let sealing: Promise<unknown> | undefined;
      await opened.retention.removeBuried([digest], async () => {
        sealing ??= opened.store.seal([later]).catch((error: unknown) => error);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await remove(digest);
      });
      expect(await sealing).toMatchObject({ code: "PAYLOAD_REMOVED" });
    });

    test("a crash between burial and removal, or half-way, is made good by the next time", async () => {
      const { digest } = await run("2025-01-01T00:00:00.000Z", "crash");
      await opened.retention.bury(burial(digest));
      await expect(
        opened.retention.removeBuried([digest], async () => {
          await remove(digest);
          throw new Error("killed");
        }),
      ).rejects.toThrow("killed");
      expect(await opened.retention.removed(digest)).toBeDefined();
      expect(await opened.retention.oldObjects(BEFORE, [])).toContainEqual({ digest, gone: false });
      expect(await opened.retention.bury(burial(digest))).toEqual([digest]);
      expect(await opened.retention.removeBuried([digest], remove)).toBe(1);
      expect(await opened.retention.oldObjects(BEFORE, [])).toContainEqual({ digest, gone: true });
    });

    test("a note that the ledger contradicts is none", async () => {
      const { digest } = await run("2025-01-01T00:00:00.000Z", "noted");
      const note = (index: number): Promise<unknown> =>
        opened.db.query(
          "insert into exhibit.removed_object (digest, ledger_index, removed_at, gone) values ($1, $2, $3, true) on conflict (digest) do update set ledger_index = $2",
          [digest, index, REMOVED_AT],
        );
      const stone = (text: string, type = "tombstone"): Promise<readonly number[]> =>
        opened.store.seal([plainEntry(`note ${text}`, type, text)]);
      const naming = (...objects: string[]): string =>
        canonicalJson({ type: "tombstone", removedAt: REMOVED_AT, objects });
      const [other] = await stone(naming(sha256("other")));
      const [manifest] = await stone(canonicalJson({ type: "manifest", removedAt: REMOVED_AT, objects: [digest] }));
      const [mine] = await stone(naming(digest));
      for (const [index, holds] of [
        [0, false],
        [other, false],
        [manifest, false],
        [mine, true],
      ] as const) {
        await note(index ?? -1);
        expect([index, (await opened.retention.removed(digest)) !== undefined]).toEqual([index, holds]);
      }
      // Sealed by a newer run behind the back of the store, as an older Exhibit did it.
      await opened.db.query("delete from exhibit.removed_object where digest = $1", [digest]);
      await run("2026-11-22T00:00:00.000Z", "noted");
      await note(mine ?? -1);
      expect(await opened.retention.removed(digest)).toBeUndefined();
      expect((await opened.retention.allRemoved()).has(digest)).toBe(false);
    });
  });
}
