import { describe, expect, test } from "vitest";
import { sha256 } from "#core";
import { newRunId, plainEntry } from "../samples.ts";
import type { Opened } from "./opened.ts";

export function ledger({ db, store }: Opened): void {
  describe("ledger", () => {
    test("reading beyond the end fails instead of returning fewer", async () => {
      const size = await store().ledger.size();
      await expect(store().ledger.read(0, size + 1)).rejects.toMatchObject({ code: "LEDGER_ROLLBACK" });
      expect(await store().ledger.read(size, size)).toEqual([]);
      await expect(store().ledger.read(2, 1)).rejects.toMatchObject({ code: "INTERNAL" });
    });

    test("checkpoints follow one another, by compare and set", async () => {
      const runId = newRunId();
      await store().seal([plainEntry(runId, "run", "1"), plainEntry(runId, "run", "2")]);
      const size = await store().ledger.size();
      const previous = (await store().ledger.latestCheckpoint())?.size ?? 0;
      const one = { size: size - 1, rootHash: sha256("one"), note: "exhibit\nnote — \n" };
      await store().ledger.saveCheckpoint(one, previous);
      await store().ledger.saveCheckpoint(one, previous);
      expect(await store().ledger.latestCheckpoint()).toEqual(one);
      const two = { size, rootHash: sha256("two"), note: "two" };
      await expect(store().ledger.saveCheckpoint(two, previous)).rejects.toMatchObject({ code: "LEDGER_FORK" });
      await expect(store().ledger.saveCheckpoint({ ...one, rootHash: sha256("x") }, one.size)).rejects.toMatchObject({
        code: "LEDGER_FORK",
      });
      await expect(store().ledger.saveCheckpoint({ ...two, size: size + 1 }, one.size)).rejects.toMatchObject({
        code: "LEDGER_ROLLBACK",
      });
      await store().ledger.saveCheckpoint(two, one.size);
      await expect(store().ledger.saveCheckpoint({ ...one, rootHash: sha256("x") }, two.size)).rejects.toMatchObject({
        code: "LEDGER_FORK",
      });
      expect(await store().ledger.latestCheckpoint()).toEqual(two);
    });

    test("of two publishers at once one is refused", async () => {
      await store().seal([plainEntry(newRunId(), "run", "c")]);
      const size = await store().ledger.size();
      const previous = (await store().ledger.latestCheckpoint())?.size ?? 0;
      const outcomes = await Promise.allSettled(
        ["a", "b"].map((root) => store().ledger.saveCheckpoint({ size, rootHash: sha256(root), note: root }, previous)),
      );
      expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toMatchObject({
        code: "LEDGER_FORK",
      });
    });

    test.each([
      "update exhibit.ledger_entry set leaf = ''",
      "delete from exhibit.ledger_entry",
      "truncate exhibit.ledger_entry cascade",
      "update exhibit.ledger_checkpoint set note = ''",
      "delete from exhibit.ledger_checkpoint where size < 0",
      "truncate exhibit.ledger_checkpoint",
    ])("the database refuses: %s", async (statement) => {
      const size = await store().ledger.size();
      await expect(db().query(statement)).rejects.toMatchObject({ message: expect.stringContaining("is append-only") });
      expect(await store().ledger.size()).toBe(size);
    });

    test("the database refuses a gap in the indices", async () => {
      const size = await store().ledger.size();
      const insert = "insert into exhibit.ledger_entry (index, run_id, type, leaf) values ($1, 'r', 'run', '\\x01')";
      await expect(db().query(insert, [size + 1])).rejects.toMatchObject({
        message: expect.stringContaining("foreign key"),
      });
      await expect(db().query(insert, [size - 1])).rejects.toMatchObject({
        message: expect.stringContaining("duplicate key"),
      });
    });
  });
}
