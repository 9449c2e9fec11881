import { describe, expect, test } from "vitest";
import { sha256, type CollectionFilter } from "#core";
import { newRunId, plainEntry, sampleEvidence, sampleRun, sealedEvidence } from "../samples.ts";
import type { Opened } from "./opened.ts";

export function evidence({ store }: Opened): void {
  describe("evidence", () => {
    test("comes back from the receipt's bytes with its addresses, by id and by prefix", async () => {
      const runId = newRunId();
      const plain = sealedEvidence(runId, `${runId} plain`);
      const full = sealedEvidence(runId, `${runId} full`);
      const fullRow = { ...full.evidence, gapsBlob: sha256("g"), archiveBlob: sha256("a") } as NonNullable<
        typeof full.evidence
      >;
      const [index, next] = await store().seal([plain, { ...full, evidence: fullRow }]);
      const id = plain.evidence?.evidence.id ?? "";
      const found = await store().getEvidence(id);
      expect(found).toEqual({ ...plain.evidence, ledgerIndex: index, receipt: plain.leaf });
      expect(found).not.toHaveProperty("gapsBlob");
      expect(await store().getEvidence(id.slice(0, 20))).toEqual(found);
      expect(await store().getEvidence(id.slice(3, 20))).toEqual(found);
      expect(await store().evidenceOfRun(runId)).toEqual([
        found,
        { ...fullRow, ledgerIndex: next, receipt: full.leaf },
      ]);
    });

    test("unknown and short ids are EVIDENCE_NOT_FOUND", async () => {
      await expect(store().getEvidence("ev_000\0")).rejects.toMatchObject({ code: "EVIDENCE_NOT_FOUND" });
      await expect(store().getEvidence("ev_0")).rejects.toMatchObject({ code: "EVIDENCE_NOT_FOUND" });
      await expect(store().getEvidence(sampleEvidence("x", "never sealed").id)).rejects.toMatchObject({
        code: "EVIDENCE_NOT_FOUND",
      });
    });

    test("collections of a connection are chosen by when their run began, newest first", async () => {
      const connection = newRunId();
      const at = (day: number): string => `2028-01-0${day}T00:00:00.000Z`;
      const runs: string[] = [];
      for (const day of [1, 2, 3, 4]) {
        const runId = newRunId();
        runs.push(runId);
        await store().createRun(sampleRun(runId, { startedAt: at(day), status: "complete" }));
        const text = `{"evidence":${day === 3 ? 0 : 5},"requestedAt":"${runId}"}`;
        await store().seal([plainEntry(runId, `connection:${connection}`, text)]);
      }
      const [first, second, third, fourth] = runs;
      const found = async (filter: CollectionFilter) =>
        (await store().collectionsOf(connection, filter)).map(({ runId }) => runId);
      expect(await found({})).toEqual([fourth, third, second, first]);
      expect(await found({ limit: 1 })).toEqual([fourth]);
      expect(await found({ from: at(2), to: at(4) })).toEqual([third, second]);
      expect(await found({ from: at(3) })).toEqual([fourth, third]);
      expect(await found({ to: at(4), sealed: true, limit: 1 })).toEqual([second]);
      expect(await found({ from: at(5) })).toEqual([]);
    });

    test("leafOf is the newest of its run and type", async () => {
      const runId = newRunId();
      await store().seal([plainEntry(runId, "assessment", "one"), plainEntry(runId, "manifest", "m")]);
      const [index] = await store().seal([plainEntry(runId, "assessment", "two")]);
      expect(await store().leafOf(runId, "assessment")).toEqual({ index, leaf: new TextEncoder().encode("two") });
      expect(await store().leafOf(runId, "run")).toBeUndefined();
    });
  });
}
