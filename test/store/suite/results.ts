import { describe, expect, test } from "vitest";
import { type CheckResult } from "#core";
import { checkRunFor, collect, newRunId, sampleResult, stream } from "../samples.ts";
import type { Opened } from "./opened.ts";

export function results({ db, store }: Opened): void {
  describe("results", () => {
    const inOrder = (results: readonly CheckResult[]): readonly string[] =>
      results.map((r) => [r.checkId, r.connection, r.subject].join(" "));

    test("come back in order of check, connection, scope, subject", async () => {
      const runId = newRunId();
      const results = [
        sampleResult("c-two", "b", "fail"),
        sampleResult("c-one", "z", "undetermined"),
        sampleResult("c-one", "a", "fail", { connection: "aws-zwei" }),
        sampleResult("c-one", "Z", "not-applicable"),
        sampleResult("c-one", "é", "fail"),
        sampleResult("c-one", "a", "fail", {
          scope: { platform: "aws", account: "444455556666", region: "eu-west-1" },
        }),
      ];
      const rows = [checkRunFor("c-two", results, 7), checkRunFor("c-one", results), checkRunFor("c-none", results, 3)];
      await store().saveResults(runId, rows, stream(results));
      const found = await collect(store().nonPassResults(runId));
      expect(found).toEqual([results[3], results[1], results[4], results[5], results[2], results[0]]);
      expect(await store().checkRuns(runId)).toEqual([rows[2], rows[1], rows[0]]);
      expect(inOrder(await collect(store().nonPassResults(runId, { checkIds: ["c-two", "c-unknown"] })))).toEqual([
        "c-two aws-main b",
      ]);
      expect(await collect(store().nonPassResults(runId, { limit: 2 }))).toEqual(found.slice(0, 2));
      expect(await collect(store().nonPassResults(runId, { limit: 0 }))).toEqual([]);
    });

    test("text that PostgreSQL cannot hold and keys beyond an index entry survive", async () => {
      const runId = newRunId();
      const results = [
        sampleResult("c", "nul \0 and surrogate \udead", "fail", { observed: "\0\ud800" }),
        sampleResult("c", "x".repeat(10_000), "fail"),
        sampleResult("c", `${"é".repeat(5_000)}1`, "fail", { connection: "k".repeat(3_000) }),
        sampleResult("c", `${"é".repeat(5_000)}2`, "fail", { connection: "k".repeat(3_000) }),
      ];
      await store().saveResults(runId, [checkRunFor("c", results)], stream(results));
      const found = await collect(store().nonPassResults(runId));
      expect(found).toHaveLength(4);
      expect(found).toEqual(expect.arrayContaining(results));
    });

    test("many pages: nothing lost, nothing twice, equal subjects included", async () => {
      const runId = newRunId();
      const results = Array.from({ length: 1_737 }, (_, n) =>
        sampleResult("c", `s${String(n % 200).padStart(4, "0")}`, "fail", { observed: `n ${n}` }),
      );
      await store().saveResults(runId, [checkRunFor("c", results)], stream(results));
      const found = await collect(store().nonPassResults(runId));
      expect(new Set(found.map((result) => result.observed)).size).toBe(1_737);
      expect(found.map((result) => result.subject)).toEqual(results.map((result) => result.subject).toSorted());
      expect(await collect(store().nonPassResults(runId, { limit: 501 }))).toEqual(found.slice(0, 501));
    });

    test("saving replaces the checks named and no others, and leaves no rows behind", async () => {
      const runId = newRunId();
      const first = [sampleResult("c-one", "a", "fail"), sampleResult("c-two", "a", "fail")];
      await store().saveResults(runId, [checkRunFor("c-one", first), checkRunFor("c-two", first)], stream(first));
      const second = [sampleResult("c-one", "b", "undetermined"), sampleResult("c-one", "c", "fail")];
      for (let time = 0; time < 2; time += 1)
        await store().saveResults(runId, [checkRunFor("c-one", second, 5)], stream(second));
      expect(inOrder(await collect(store().nonPassResults(runId)))).toEqual([
        "c-one aws-main b",
        "c-one aws-main c",
        "c-two aws-main a",
      ]);
      expect((await store().checkRuns(runId)).map((row) => row.counts.pass)).toEqual([5, 0]);
      const [kept] = await db().query<{ rows: unknown; batches: unknown }>(
        `select count(*) as rows, count(distinct b.id) as batches from exhibit.result_batch b
           left join exhibit.result r on r.batch = b.id where b.run_id = $1`,
        [runId],
      );
      expect([Number(kept?.rows), Number(kept?.batches)]).toEqual([3, 2]);
    });

    test("a stream that fails leaves the earlier results in force", async () => {
      const runId = newRunId();
      const first = [sampleResult("c", "a", "fail")];
      await store().saveResults(runId, [checkRunFor("c", first)], stream(first));
      async function* failing(): AsyncGenerator<CheckResult> {
        for (let n = 0; n < 600; n += 1) yield sampleResult("c", `n${n}`, "fail");
        throw new Error("the check broke off");
      }
      await expect(store().saveResults(runId, [checkRunFor("c", [])], failing())).rejects.toThrow(
        "the check broke off",
      );
      expect(await collect(store().nonPassResults(runId))).toEqual(first);
    });

    test("counts that contradict the results are refused", async () => {
      const runId = newRunId();
      const results = [sampleResult("c", "a", "fail")];
      await expect(store().saveResults(runId, [checkRunFor("c", [])], stream(results))).rejects.toMatchObject({
        code: "INTERNAL",
      });
      await expect(store().saveResults(runId, [], stream(results))).rejects.toMatchObject({ code: "INTERNAL" });
      expect(await store().checkRuns(runId)).toEqual([]);
    });

    test("the producer of results may read from the store meanwhile", async () => {
      const runId = newRunId();
      async function* reading(): AsyncGenerator<CheckResult> {
        for (let n = 0; n < 3; n += 1) {
          await store().ledger.size();
          yield sampleResult("c", `n${n}`, "fail");
        }
      }
      const results = await collect(reading());
      await store().saveResults(runId, [checkRunFor("c", results)], reading());
      expect(await collect(store().nonPassResults(runId))).toEqual(results);
    });

    test("results replaced while they are read end in an error, not in a short list", async () => {
      const runId = newRunId();
      const results = Array.from({ length: 900 }, (_, n) => sampleResult("c", `n${n}`, "fail"));
      await store().saveResults(runId, [checkRunFor("c", results)], stream(results));
      const reader = store().nonPassResults(runId)[Symbol.asyncIterator]();
      await reader.next();
      await store().saveResults(runId, [checkRunFor("c", results.slice(0, 1))], stream(results.slice(0, 1)));
      const rest = collect({ [Symbol.asyncIterator]: () => reader });
      await expect(rest).rejects.toMatchObject({ code: "RUN_INTERRUPTED" });
    });
  });
}
