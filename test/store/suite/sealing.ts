import { describe, expect, test } from "vitest";
import { newRunId, plainEntry, sealedEvidence } from "../samples.ts";
import type { Opened } from "./opened.ts";

export function sealing({ store }: Opened): void {
  describe("seal", () => {
    test("gives consecutive indices in order and keeps the exact bytes", async () => {
      const runId = newRunId();
      const before = await store().ledger.size();
      const entries = [
        plainEntry(runId, "run", "r"),
        sealedEvidence(runId, `${runId} a`),
        sealedEvidence(runId, `${runId} b`),
      ];
      const indices = await store().seal(entries);
      expect(indices).toEqual([before, before + 1, before + 2]);
      expect(await store().ledger.size()).toBe(before + 3);
      expect(await store().ledger.read(before, before + 3)).toEqual(entries.map((entry) => entry.leaf));
    });

    test("binary leaves of every byte and of the greatest size survive", async () => {
      const runId = newRunId();
      const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const [first, second] = await store().seal([
        { leaf: every, runId, type: "run" },
        { leaf: new Uint8Array(65_535).fill(0xff), runId, type: "run" },
      ]);
      expect(await store().ledger.read(first ?? -1, (second ?? -1) + 1)).toEqual([
        every,
        new Uint8Array(65_535).fill(0xff),
      ]);
      await expect(store().seal([{ leaf: new Uint8Array(65_536), runId, type: "run" }])).rejects.toMatchObject({
        code: "LEDGER_ENTRY_TOO_LARGE",
      });
    });

    test("sealing again appends nothing and answers the same indices", async () => {
      const runId = newRunId();
      const entries = [
        sealedEvidence(runId, `${runId} a`),
        plainEntry(runId, "manifest", "m"),
        sealedEvidence(runId, `${runId} a`),
      ];
      const first = await store().seal(entries);
      const size = await store().ledger.size();
      expect(first[2]).toBe(first[0]);
      expect(await store().seal(entries)).toEqual(first);
      expect(await store().seal([...entries, plainEntry(runId, "manifest", "n")])).toEqual([...first, size]);
      expect(await store().ledger.size()).toBe(size + 1);
    });

    test("equal evidence of a second run keeps its index and belongs to both", async () => {
      const [one, two] = [newRunId(), newRunId()];
      const entry = sealedEvidence(one, `${one} shared`);
      const [index] = await store().seal([entry]);
      const size = await store().ledger.size();
      expect(await store().seal([{ ...entry, runId: two }])).toEqual([index]);
      expect(await store().ledger.size()).toBe(size);
      expect((await store().evidenceOfRun(two)).map((row) => row.ledgerIndex)).toEqual([index]);
    });

    test("is all or nothing", async () => {
      const runId = newRunId();
      const size = await store().ledger.size();
      const good = sealedEvidence(runId, `${runId} good`);
      const other = sealedEvidence(runId, `${runId} other`);
      const bad = { ...other, leaf: good.leaf };
      await expect(store().seal([good, bad])).rejects.toMatchObject({ code: "INTERNAL" });
      // Refused by the database itself, half-way through the transaction.
      const broken = { ...other, evidence: { ...other.evidence, recordsBlob: undefined } } as unknown as typeof other;
      await expect(store().seal([good, broken])).rejects.toMatchObject({ code: "INTERNAL" });
      expect(await store().ledger.size()).toBe(size);
      expect(await store().evidenceOfRun(runId)).toEqual([]);
    });

    test("writers at the same time leave no gap and no double index", async () => {
      const runId = newRunId();
      const before = await store().ledger.size();
      const sealed = await Promise.all(
        Array.from({ length: 24 }, (_, n) =>
          store().seal([plainEntry(runId, "run", `${n} a`), plainEntry(runId, "run", `${n} b`)]),
        ),
      );
      const indices = sealed.flat().toSorted((a, b) => a - b);
      expect(indices).toEqual(Array.from({ length: 48 }, (_, n) => before + n));
      for (const [first, second] of sealed) expect(second).toBe((first ?? -1) + 1);
      expect(await store().ledger.size()).toBe(before + 48);
    });

    test("sealing nothing is nothing", async () => {
      expect(await store().seal([])).toEqual([]);
    });
  });
}
