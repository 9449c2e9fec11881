import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256, uuidV7, type CheckResult, type CollectionFilter, type Store } from "#core";
import type { Db } from "../../src/store/db.ts";
import { loadMigrations, migrate, requireMigrated } from "../../src/store/migrate.ts";
import type { OpenedStore } from "../../src/store/index.ts";
import {
  checkRunFor,
  collect,
  plainEntry,
  sampleEvidence,
  sampleResult,
  sampleRun,
  sealedEvidence,
  stream,
} from "./samples.ts";

let instant = Date.parse("2026-11-22T05:31:00.000Z");

/** Fresh id; later calls give greater ones. */
function newRunId(): string {
  instant += 1_000;
  return uuidV7(new Date(instant));
}

/** The contract of `Store`, the same for the embedded database and a server. */
export function storeSuite(mode: "embedded" | "server", open: () => Promise<OpenedStore>): void {
  describe(`store contract, ${mode}`, () => {
    let opened: OpenedStore;
    let store: Store;
    let db: Db;
    beforeAll(async () => {
      opened = await open();
      ({ store, db } = opened);
    });
    afterAll(async () => {
      await opened.close();
    });

    test("opens in the mode asked for, migrated", async () => {
      expect(opened.mode).toBe(mode);
      expect(await db.query("select name from exhibit.migration where name = '0001-ledger.sql'")).toHaveLength(1);
    });

    describe("migrations", () => {
      test("applying them again applies nothing", async () => {
        expect(await migrate(db)).toEqual([]);
        await requireMigrated(db);
      });

      test("a later one is applied once; an older Exhibit then refuses the database", async () => {
        const own = await loadMigrations();
        const sql = "create table exhibit.later (x int);\ncreate index later_x on exhibit.later (x);";
        const later = [...own, { name: "9999-later.sql", sql, digest: sha256(sql) }];
        await expect(requireMigrated(db, later)).rejects.toMatchObject({ code: "STORE_VERSION" });
        expect(await migrate(db, later)).toEqual(["9999-later.sql"]);
        expect(await migrate(db, later)).toEqual([]);
        await expect(migrate(db, own)).rejects.toMatchObject({
          code: "STORE_VERSION",
          message: expect.stringContaining("9999-later.sql"),
        });
        await db.exec("drop table exhibit.later; delete from exhibit.migration where name = '9999-later.sql'");
      });

      test("one that fails leaves nothing behind", async () => {
        const broken = {
          name: "9999-broken.sql",
          sql: "create table exhibit.half (x int); select nonsense;",
          digest: sha256("b"),
        };
        await expect(migrate(db, [...(await loadMigrations()), broken])).rejects.toMatchObject({ code: "INTERNAL" });
        expect(await db.query("select to_regclass('exhibit.half') as found")).toEqual([{ found: null }]);
        expect(await migrate(db)).toEqual([]);
      });

      test("other content under an applied name is STORE_CORRUPT", async () => {
        const altered = (await loadMigrations()).map((one) => ({ ...one, digest: sha256(`${one.sql} `) }));
        await expect(migrate(db, altered)).rejects.toMatchObject({ code: "STORE_CORRUPT", place: "0001-ledger.sql" });
      });
    });

    describe("runs", () => {
      test("a run comes back as it was, by id and by prefix", async () => {
        const run = sampleRun(newRunId(), {
          controls: ["8.5"],
          error: { code: "CANCELLED", message: "odd: \0 \ud800 \u{1F512}" },
        });
        await store.createRun(run);
        expect(await store.getRun(run.id)).toEqual(run);
        expect(await store.getRun(run.id.slice(0, 30).toUpperCase())).toEqual(run);
      });

      test("creating again keeps what was patched since", async () => {
        const run = sampleRun(newRunId());
        await store.createRun(run);
        await store.updateRun(run.id, { step: "seal" });
        await store.createRun(run);
        expect(await store.getRun(run.id)).toEqual({ ...run, step: "seal" });
      });

      test("latest is the newest that ended complete or incomplete; open runs are the running ones", async () => {
        const [done, failed, running] = [newRunId(), newRunId(), newRunId()];
        const at = (second: number): string => `2027-01-01T00:00:0${second}.000Z`;
        await store.createRun(sampleRun(done, { startedAt: at(1) }));
        await store.createRun(sampleRun(failed, { startedAt: at(2), status: "failed" }));
        await store.createRun(sampleRun(running, { startedAt: at(3) }));
        await store.updateRun(done, { status: "incomplete", endedAt: at(4), asOf: at(4), step: "done" });
        expect((await store.getRun("latest")).id).toBe(done);
        await store.createRun(sampleRun(newRunId(), { startedAt: at(0), status: "complete", part: true }));
        expect((await store.getRun("latest")).id).toBe(done);
        expect((await store.listRuns(3)).map((run) => run.id)).toEqual([running, failed, done]);
        const open = (await store.openRuns()).map((run) => run.id);
        expect(open).toContain(running);
        expect(open).not.toContain(done);
        expect(open).not.toContain(failed);
      });

      test("unknown, short and ambiguous ids are RUN_NOT_FOUND", async () => {
        const [one, two] = ["aaaa1111-0000-7000-8000-000000000001", "aaaa1111-0000-7000-8000-000000000002"];
        await store.createRun(sampleRun(one, { status: "failed" }));
        await store.createRun(sampleRun(two, { status: "failed" }));
        await expect(store.getRun("aaaa1111")).rejects.toMatchObject({
          code: "RUN_NOT_FOUND",
          message: expect.stringContaining("more than one"),
        });
        await expect(store.getRun("aaa")).rejects.toMatchObject({
          code: "RUN_NOT_FOUND",
          message: expect.stringContaining("at least 4"),
        });
        for (const id of ["ffffffff", "aaaa1111\0", "ü".repeat(9), "aaaa 111"]) {
          await expect(store.getRun(id)).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
        }
        await expect(store.updateRun("ffffffff", { step: "seal" })).rejects.toMatchObject({ code: "RUN_NOT_FOUND" });
        expect((await store.getRun(one)).id).toBe(one);
      });
    });

    describe("claims", () => {
      test("what is claimed is refused to everyone else until it is given back", async () => {
        const release = await opened.store.claim("run a");
        expect(release).toBeTypeOf("function");
        expect(await opened.store.claim("run a")).toBeUndefined();
        const other = await opened.store.claim("run b");
        expect(other).toBeTypeOf("function");
        await release?.();
        const again = await opened.store.claim("run a");
        expect(again).toBeTypeOf("function");
        await again?.();
        await other?.();
      });
    });

    describe("seal", () => {
      test("gives consecutive indices in order and keeps the exact bytes", async () => {
        const runId = newRunId();
        const before = await store.ledger.size();
        const entries = [
          plainEntry(runId, "run", "r"),
          sealedEvidence(runId, `${runId} a`),
          sealedEvidence(runId, `${runId} b`),
        ];
        const indices = await store.seal(entries);
        expect(indices).toEqual([before, before + 1, before + 2]);
        expect(await store.ledger.size()).toBe(before + 3);
        expect(await store.ledger.read(before, before + 3)).toEqual(entries.map((entry) => entry.leaf));
      });

      test("binary leaves of every byte and of the greatest size survive", async () => {
        const runId = newRunId();
        const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
        const [first, second] = await store.seal([
          { leaf: every, runId, type: "run" },
          { leaf: new Uint8Array(65_535).fill(0xff), runId, type: "run" },
        ]);
        expect(await store.ledger.read(first ?? -1, (second ?? -1) + 1)).toEqual([
          every,
          new Uint8Array(65_535).fill(0xff),
        ]);
        await expect(store.seal([{ leaf: new Uint8Array(65_536), runId, type: "run" }])).rejects.toMatchObject({
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
        const first = await store.seal(entries);
        const size = await store.ledger.size();
        expect(first[2]).toBe(first[0]);
        expect(await store.seal(entries)).toEqual(first);
        expect(await store.seal([...entries, plainEntry(runId, "manifest", "n")])).toEqual([...first, size]);
        expect(await store.ledger.size()).toBe(size + 1);
      });

      test("equal evidence of a second run keeps its index and belongs to both", async () => {
        const [one, two] = [newRunId(), newRunId()];
        const entry = sealedEvidence(one, `${one} shared`);
        const [index] = await store.seal([entry]);
        const size = await store.ledger.size();
        expect(await store.seal([{ ...entry, runId: two }])).toEqual([index]);
        expect(await store.ledger.size()).toBe(size);
        expect((await store.evidenceOfRun(two)).map((row) => row.ledgerIndex)).toEqual([index]);
      });

      test("is all or nothing", async () => {
        const runId = newRunId();
        const size = await store.ledger.size();
        const good = sealedEvidence(runId, `${runId} good`);
        const other = sealedEvidence(runId, `${runId} other`);
        const bad = { ...other, leaf: good.leaf };
        await expect(store.seal([good, bad])).rejects.toMatchObject({ code: "INTERNAL" });
        // Refused by the database itself, half-way through the transaction.
        const broken = { ...other, evidence: { ...other.evidence, recordsBlob: undefined } } as unknown as typeof other;
        await expect(store.seal([good, broken])).rejects.toMatchObject({ code: "INTERNAL" });
        expect(await store.ledger.size()).toBe(size);
        expect(await store.evidenceOfRun(runId)).toEqual([]);
      });

      test("writers at the same time leave no gap and no double index", async () => {
        const runId = newRunId();
        const before = await store.ledger.size();
        const sealed = await Promise.all(
          Array.from({ length: 24 }, (_, n) =>
            store.seal([plainEntry(runId, "run", `${n} a`), plainEntry(runId, "run", `${n} b`)]),
          ),
        );
        const indices = sealed.flat().toSorted((a, b) => a - b);
        expect(indices).toEqual(Array.from({ length: 48 }, (_, n) => before + n));
        for (const [first, second] of sealed) expect(second).toBe((first ?? -1) + 1);
        expect(await store.ledger.size()).toBe(before + 48);
      });

      test("sealing nothing is nothing", async () => {
        expect(await store.seal([])).toEqual([]);
      });
    });

    describe("evidence", () => {
      test("comes back from the receipt's bytes with its addresses, by id and by prefix", async () => {
        const runId = newRunId();
        const plain = sealedEvidence(runId, `${runId} plain`);
        const full = sealedEvidence(runId, `${runId} full`);
        const fullRow = { ...full.evidence, gapsBlob: sha256("g"), archiveBlob: sha256("a") } as NonNullable<
          typeof full.evidence
        >;
        const [index, next] = await store.seal([plain, { ...full, evidence: fullRow }]);
        const id = plain.evidence?.evidence.id ?? "";
        const found = await store.getEvidence(id);
        expect(found).toEqual({ ...plain.evidence, ledgerIndex: index, receipt: plain.leaf });
        expect(found).not.toHaveProperty("gapsBlob");
        expect(await store.getEvidence(id.slice(0, 20))).toEqual(found);
        expect(await store.getEvidence(id.slice(3, 20))).toEqual(found);
        expect(await store.evidenceOfRun(runId)).toEqual([
          found,
          { ...fullRow, ledgerIndex: next, receipt: full.leaf },
        ]);
      });

      test("unknown and short ids are EVIDENCE_NOT_FOUND", async () => {
        await expect(store.getEvidence("ev_000\0")).rejects.toMatchObject({ code: "EVIDENCE_NOT_FOUND" });
        await expect(store.getEvidence("ev_0")).rejects.toMatchObject({ code: "EVIDENCE_NOT_FOUND" });
        await expect(store.getEvidence(sampleEvidence("x", "never sealed").id)).rejects.toMatchObject({
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
          await store.createRun(sampleRun(runId, { startedAt: at(day), status: "complete" }));
          const text = `{"evidence":${day === 3 ? 0 : 5},"requestedAt":"${runId}"}`;
          await store.seal([plainEntry(runId, `connection:${connection}`, text)]);
        }
        const [first, second, third, fourth] = runs;
        const found = async (filter: CollectionFilter) =>
          (await store.collectionsOf(connection, filter)).map(({ runId }) => runId);
        expect(await found({})).toEqual([fourth, third, second, first]);
        expect(await found({ limit: 1 })).toEqual([fourth]);
        expect(await found({ from: at(2), to: at(4) })).toEqual([third, second]);
        expect(await found({ from: at(3) })).toEqual([fourth, third]);
        expect(await found({ to: at(4), sealed: true, limit: 1 })).toEqual([second]);
        expect(await found({ from: at(5) })).toEqual([]);
      });

      test("leafOf is the newest of its run and type", async () => {
        const runId = newRunId();
        await store.seal([plainEntry(runId, "assessment", "one"), plainEntry(runId, "manifest", "m")]);
        const [index] = await store.seal([plainEntry(runId, "assessment", "two")]);
        expect(await store.leafOf(runId, "assessment")).toEqual({ index, leaf: new TextEncoder().encode("two") });
        expect(await store.leafOf(runId, "run")).toBeUndefined();
      });
    });

    describe("ledger", () => {
      test("reading beyond the end fails instead of returning fewer", async () => {
        const size = await store.ledger.size();
        await expect(store.ledger.read(0, size + 1)).rejects.toMatchObject({ code: "LEDGER_ROLLBACK" });
        expect(await store.ledger.read(size, size)).toEqual([]);
        await expect(store.ledger.read(2, 1)).rejects.toMatchObject({ code: "INTERNAL" });
      });

      test("checkpoints follow one another, by compare and set", async () => {
        const runId = newRunId();
        await store.seal([plainEntry(runId, "run", "1"), plainEntry(runId, "run", "2")]);
        const size = await store.ledger.size();
        const previous = (await store.ledger.latestCheckpoint())?.size ?? 0;
        const one = { size: size - 1, rootHash: sha256("one"), note: "exhibit\nnote — \n" };
        await store.ledger.saveCheckpoint(one, previous);
        await store.ledger.saveCheckpoint(one, previous);
        expect(await store.ledger.latestCheckpoint()).toEqual(one);
        const two = { size, rootHash: sha256("two"), note: "two" };
        await expect(store.ledger.saveCheckpoint(two, previous)).rejects.toMatchObject({ code: "LEDGER_FORK" });
        await expect(store.ledger.saveCheckpoint({ ...one, rootHash: sha256("x") }, one.size)).rejects.toMatchObject({
          code: "LEDGER_FORK",
        });
        await expect(store.ledger.saveCheckpoint({ ...two, size: size + 1 }, one.size)).rejects.toMatchObject({
          code: "LEDGER_ROLLBACK",
        });
        await store.ledger.saveCheckpoint(two, one.size);
        await expect(store.ledger.saveCheckpoint({ ...one, rootHash: sha256("x") }, two.size)).rejects.toMatchObject({
          code: "LEDGER_FORK",
        });
        expect(await store.ledger.latestCheckpoint()).toEqual(two);
      });

      test("of two publishers at once one is refused", async () => {
        await store.seal([plainEntry(newRunId(), "run", "c")]);
        const size = await store.ledger.size();
        const previous = (await store.ledger.latestCheckpoint())?.size ?? 0;
        const outcomes = await Promise.allSettled(
          ["a", "b"].map((root) => store.ledger.saveCheckpoint({ size, rootHash: sha256(root), note: root }, previous)),
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
        const size = await store.ledger.size();
        await expect(db.query(statement)).rejects.toMatchObject({ message: expect.stringContaining("is append-only") });
        expect(await store.ledger.size()).toBe(size);
      });

      test("the database refuses a gap in the indices", async () => {
        const size = await store.ledger.size();
        const insert = "insert into exhibit.ledger_entry (index, run_id, type, leaf) values ($1, 'r', 'run', '\\x01')";
        await expect(db.query(insert, [size + 1])).rejects.toMatchObject({
          message: expect.stringContaining("foreign key"),
        });
        await expect(db.query(insert, [size - 1])).rejects.toMatchObject({
          message: expect.stringContaining("duplicate key"),
        });
      });
    });

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
        const rows = [
          checkRunFor("c-two", results, 7),
          checkRunFor("c-one", results),
          checkRunFor("c-none", results, 3),
        ];
        await store.saveResults(runId, rows, stream(results));
        const found = await collect(store.nonPassResults(runId));
        expect(found).toEqual([results[3], results[1], results[4], results[5], results[2], results[0]]);
        expect(await store.checkRuns(runId)).toEqual([rows[2], rows[1], rows[0]]);
        expect(inOrder(await collect(store.nonPassResults(runId, { checkIds: ["c-two", "c-unknown"] })))).toEqual([
          "c-two aws-main b",
        ]);
        expect(await collect(store.nonPassResults(runId, { limit: 2 }))).toEqual(found.slice(0, 2));
        expect(await collect(store.nonPassResults(runId, { limit: 0 }))).toEqual([]);
      });

      test("text that PostgreSQL cannot hold and keys beyond an index entry survive", async () => {
        const runId = newRunId();
        const results = [
          sampleResult("c", "nul \0 and surrogate \udead", "fail", { observed: "\0\ud800" }),
          sampleResult("c", "x".repeat(10_000), "fail"),
          sampleResult("c", `${"é".repeat(5_000)}1`, "fail", { connection: "k".repeat(3_000) }),
          sampleResult("c", `${"é".repeat(5_000)}2`, "fail", { connection: "k".repeat(3_000) }),
        ];
        await store.saveResults(runId, [checkRunFor("c", results)], stream(results));
        const found = await collect(store.nonPassResults(runId));
        expect(found).toHaveLength(4);
        expect(found).toEqual(expect.arrayContaining(results));
      });

      test("many pages: nothing lost, nothing twice, equal subjects included", async () => {
        const runId = newRunId();
        const results = Array.from({ length: 1_737 }, (_, n) =>
          sampleResult("c", `s${String(n % 200).padStart(4, "0")}`, "fail", { observed: `n ${n}` }),
        );
        await store.saveResults(runId, [checkRunFor("c", results)], stream(results));
        const found = await collect(store.nonPassResults(runId));
        expect(new Set(found.map((result) => result.observed)).size).toBe(1_737);
        expect(found.map((result) => result.subject)).toEqual(results.map((result) => result.subject).toSorted());
        expect(await collect(store.nonPassResults(runId, { limit: 501 }))).toEqual(found.slice(0, 501));
      });

      test("saving replaces the checks named and no others, and leaves no rows behind", async () => {
        const runId = newRunId();
        const first = [sampleResult("c-one", "a", "fail"), sampleResult("c-two", "a", "fail")];
        await store.saveResults(runId, [checkRunFor("c-one", first), checkRunFor("c-two", first)], stream(first));
        const second = [sampleResult("c-one", "b", "undetermined"), sampleResult("c-one", "c", "fail")];
        for (let time = 0; time < 2; time += 1)
          await store.saveResults(runId, [checkRunFor("c-one", second, 5)], stream(second));
        expect(inOrder(await collect(store.nonPassResults(runId)))).toEqual([
          "c-one aws-main b",
          "c-one aws-main c",
          "c-two aws-main a",
        ]);
        expect((await store.checkRuns(runId)).map((row) => row.counts.pass)).toEqual([5, 0]);
        const [kept] = await db.query<{ rows: unknown; batches: unknown }>(
          `select count(*) as rows, count(distinct b.id) as batches from exhibit.result_batch b
             left join exhibit.result r on r.batch = b.id where b.run_id = $1`,
          [runId],
        );
        expect([Number(kept?.rows), Number(kept?.batches)]).toEqual([3, 2]);
      });

      test("a stream that fails leaves the earlier results in force", async () => {
        const runId = newRunId();
        const first = [sampleResult("c", "a", "fail")];
        await store.saveResults(runId, [checkRunFor("c", first)], stream(first));
        async function* failing(): AsyncGenerator<CheckResult> {
          for (let n = 0; n < 600; n += 1) yield sampleResult("c", `n${n}`, "fail");
          throw new Error("the check broke off");
        }
        await expect(store.saveResults(runId, [checkRunFor("c", [])], failing())).rejects.toThrow(
          "the check broke off",
        );
        expect(await collect(store.nonPassResults(runId))).toEqual(first);
      });

      test("counts that contradict the results are refused", async () => {
        const runId = newRunId();
        const results = [sampleResult("c", "a", "fail")];
        await expect(store.saveResults(runId, [checkRunFor("c", [])], stream(results))).rejects.toMatchObject({
          code: "INTERNAL",
        });
        await expect(store.saveResults(runId, [], stream(results))).rejects.toMatchObject({ code: "INTERNAL" });
        expect(await store.checkRuns(runId)).toEqual([]);
      });

      test("the producer of results may read from the store meanwhile", async () => {
        const runId = newRunId();
        async function* reading(): AsyncGenerator<CheckResult> {
          for (let n = 0; n < 3; n += 1) {
            await store.ledger.size();
            yield sampleResult("c", `n${n}`, "fail");
          }
        }
        const results = await collect(reading());
        await store.saveResults(runId, [checkRunFor("c", results)], reading());
        expect(await collect(store.nonPassResults(runId))).toEqual(results);
      });

      test("results replaced while they are read end in an error, not in a short list", async () => {
        const runId = newRunId();
        const results = Array.from({ length: 900 }, (_, n) => sampleResult("c", `n${n}`, "fail"));
        await store.saveResults(runId, [checkRunFor("c", results)], stream(results));
        const reader = store.nonPassResults(runId)[Symbol.asyncIterator]();
        await reader.next();
        await store.saveResults(runId, [checkRunFor("c", results.slice(0, 1))], stream(results.slice(0, 1)));
        const rest = collect({ [Symbol.asyncIterator]: () => reader });
        await expect(rest).rejects.toMatchObject({ code: "RUN_INTERRUPTED" });
      });
    });

    test("the newest assessment of a run is the one that counts, and none changes", async () => {
      const runId = newRunId();
      const assessment = (size: number): never => ({ schemaVersion: 1, filler: "a\0".repeat(size) }) as never;
      const at = (second: number): string => `2026-11-22T05:31:0${second}.000Z`;
      expect(await store.getAssessment(runId)).toBeUndefined();
      const one = { id: `${runId}-1`, runId, createdAt: at(1), origin: "snapshot" as const, assessment: assessment(1) };
      const two = {
        id: `${runId}-2`,
        runId,
        createdAt: at(2),
        origin: "reassess" as const,
        assessment: assessment(500_000),
      };
      await store.saveAssessment(two);
      await store.saveAssessment(one);
      await store.saveAssessment({ ...two, createdAt: at(3), assessment: assessment(2) });
      expect(await store.getAssessment(runId)).toEqual(two);
    });
  });
}
