import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ExhibitError, type SealEntry } from "#core";
import { sealStored } from "../../src/pipeline/seal-stored.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openServer } from "../../src/store/server/database.ts";
import { openStore } from "../../src/store/index.ts";
import { initdbPath, startPostgres, type TestServer } from "../support/postgres.ts";
import { plainEntry, sampleRun, sealedEvidence } from "./samples.ts";
import { retentionSuite } from "./retention.suite.ts";
import { storeSuite } from "./store.suite.ts";

describe.skipIf(initdbPath === undefined)("PostgreSQL server", () => {
  let server: TestServer;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "exhibit-store-"));
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  storeSuite("server", () => openStore({ dataDir, databaseUrl: server.url }));
  retentionSuite("server", async () => openStore({ dataDir, databaseUrl: await server.createDatabase() }));

  test("processes that migrate at once apply each migration once", async () => {
    const databaseUrl = await server.createDatabase();
    const dbs = await Promise.all(Array.from({ length: 4 }, () => openServer({ databaseUrl, poolSize: 2 })));
    const applied = await Promise.all(dbs.map((db) => migrate(db)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    await Promise.all(dbs.map((db) => db.close()));
  });

  test("several writers with their own connections seal without a gap", async () => {
    const databaseUrl = await server.createDatabase();
    const writers = await Promise.all(Array.from({ length: 3 }, () => openStore({ dataDir, databaseUrl })));
    const sealed = await Promise.all(
      writers.flatMap(({ store }, writer) =>
        Array.from({ length: 15 }, (_, n) =>
          store.seal([plainEntry(`w${writer}`, "run", `${n} a`), plainEntry(`w${writer}`, "run", `${n} b`)]),
        ),
      ),
    );
    expect(sealed.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 90 }, (_, n) => n));
    // The same entries from all at once: appended once.
    const same = await Promise.all(writers.map(({ store }) => store.seal([plainEntry("same", "run", "x")])));
    expect(same).toEqual([[90], [90], [90]]);
    await Promise.all(writers.map((writer) => writer.close()));
  });

  test("whatever the moment, a run that stores and seals what another process removes keeps its object", async () => {
    const databaseUrl = await server.createDatabase();
    const [writer, remover] = await Promise.all([
      openStore({ dataDir, databaseUrl }),
      openStore({ dataDir, databaseUrl }),
    ]);
    const pause = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
    let again = 0;
    for (let round = 0; round < 60; round += 1) {
      const bytes = [Buffer.from(`round ${round}`)];
      const { digest } = await writer.blobs.put(bytes);
      const entry = (runId: string): SealEntry => {
        const sealed = sealedEvidence(runId, `${runId} ${round}`);
        if (sealed.evidence === undefined) throw new Error("no evidence");
        return { ...sealed, evidence: { ...sealed.evidence, recordsBlob: digest, exchangesBlob: digest } };
      };
      const ended = { status: "complete" } as const;
      await writer.store.createRun(sampleRun(`old${round}`, { ...ended, startedAt: "2025-01-01T00:00:00.000Z" }));
      await writer.store.createRun(sampleRun(`new${round}`, ended));
      await writer.store.seal([entry(`old${round}`)]);
      const removing = async (): Promise<void> => {
        await pause();
        const buried = await remover.retention.bury({
          digests: [digest],
          before: "2026-01-01T00:00:00.000Z",
          keepRuns: [],
          removedAt: "2026-11-22T00:00:00.000Z",
          tombstone: (objects) => plainEntry(`t${round}`, "tombstone", JSON.stringify({ type: "tombstone", objects })),
        });
        await pause();
        await remover.retention.removeBuried(buried, async (one) => void (await remover.blobs.remove(one)));
      };
      const storing = async (): Promise<void> => {
        await writer.blobs.put(bytes);
        await pause();
        await pause();
        await sealStored(writer.store, [entry(`new${round}`)], async () => {
          again += 1;
          await writer.blobs.put(bytes);
        });
      };
      await Promise.all([removing(), storing()]);
      expect([round, await writer.blobs.has(digest)]).toEqual([round, true]);
      expect(await writer.retention.removed(digest)).toBeUndefined();
    }
    expect(again).toBeGreaterThan(0);
    await Promise.all([writer.close(), remover.close()]);
  });

  test("serialization failures are repeated, for ever failing ones end in an error", async () => {
    const db = await openServer({ databaseUrl: server.url });
    let attempts = 0;
    const answer = await db.transaction(async (tx) => {
      attempts += 1;
      if (attempts < 3)
        await tx.exec("do $$ begin raise exception 'conflict' using errcode = 'serialization_failure'; end $$");
      return "done";
    });
    expect([answer, attempts]).toEqual(["done", 3]);
    attempts = 0;
    const failing = db.transaction(async (tx) => {
      attempts += 1;
      await tx.exec("do $$ begin raise exception 'conflict' using errcode = 'deadlock_detected'; end $$");
    });
    await expect(failing).rejects.toMatchObject({ code: "STORE_UNREACHABLE", retryable: true });
    expect(attempts).toBe(6);
    await db.close();
  });

  test("a transaction that ignores a failed statement is not taken for committed", async () => {
    const db = await openServer({ databaseUrl: server.url });
    const careless = db.transaction(async (tx) => {
      await tx.query("select nonsense").catch(() => undefined);
    });
    await expect(careless).rejects.toMatchObject({ code: "INTERNAL" });
    await db.close();
  });

  test("connections that the server closed are replaced", async () => {
    const db = await openServer({ databaseUrl: server.url, poolSize: 2 });
    const other = await openServer({ databaseUrl: server.url, poolSize: 1 });
    await other.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
    );
    await expect.poll(() => db.query("select 1 as one").catch(() => undefined)).toEqual([{ one: 1 }]);
    const lost = db.transaction(async (tx) => {
      const [me] = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
      await other.query("select pg_terminate_backend($1)", [me?.pid ?? 0]);
      await tx.query("select 1");
    });
    await expect(lost).rejects.toMatchObject({ code: "STORE_UNREACHABLE", retryable: true });
    expect(await db.query("select 1 as one")).toEqual([{ one: 1 }]);
    await Promise.all([db.close(), other.close()]);
  });

  describe("refusals name the place, never the password", () => {
    const refusal = async (databaseUrl: string): Promise<ExhibitError> => {
      const error = await openStore({ dataDir, databaseUrl }).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ExhibitError);
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(server.password);
      return error as ExhibitError;
    };
    const altered = (change: (url: URL) => void): string => {
      const url = new URL(server.url);
      change(url);
      return url.href;
    };

    test("nobody listens", async () => {
      const error = await refusal(altered((url) => (url.port = "1")));
      expect(error).toMatchObject({
        code: "STORE_UNREACHABLE",
        place: "127.0.0.1:1/exhibit",
        message: expect.stringContaining("ECONNREFUSED"),
      });
    });

    test("no such host", async () => {
      const error = await refusal(altered((url) => (url.hostname = "database.invalid")));
      expect(error).toMatchObject({ code: "STORE_UNREACHABLE", message: expect.stringContaining("database.invalid:") });
    });

    test("wrong password", async () => {
      const error = await openStore({ dataDir, databaseUrl: altered((url) => (url.password = "hunter2-wrong")) }).catch(
        (caught: unknown) => caught,
      );
      expect(error).toMatchObject({ code: "STORE_UNREACHABLE", remedy: expect.stringContaining("password") });
      expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("hunter2");
    });

    test("no such database", async () => {
      expect(await refusal(altered((url) => (url.pathname = "/nowhere")))).toMatchObject({
        code: "STORE_UNREACHABLE",
        remedy: expect.stringContaining("Create the database"),
      });
    });

    test("a database of another encoding", async () => {
      const databaseUrl = await server.createDatabase("encoding 'SQL_ASCII' template template0");
      expect(await refusal(databaseUrl)).toMatchObject({
        code: "CONFIG_INVALID",
        remedy: expect.stringContaining("UTF8"),
      });
    });

    test("no permission to create the schema", async () => {
      const databaseUrl = await server.createDatabase();
      const admin = await openServer({ databaseUrl });
      await admin.exec(
        "do $$ begin if not exists (select from pg_roles where rolname = 'reader') then create role reader login password 'reader-pw'; end if; end $$",
      );
      await admin.close();
      const error = await openStore({
        dataDir,
        databaseUrl: databaseUrl.replace(/\/\/[^@]+@/, "//reader:reader-pw@"),
      }).catch((caught: unknown) => caught);
      expect(error).toMatchObject({
        code: "STORE_UNREACHABLE",
        message: expect.stringContaining("permission"),
        remedy: expect.stringContaining("CREATE"),
      });
    });

    test.each(["not a url", "mysql://u:secret@db.example.com/x", "postgres://u:sec#ret@db.example.com:nan/x"])(
      "malformed: %s",
      async (databaseUrl) => {
        const error = await refusal(databaseUrl);
        expect(error).toMatchObject({ code: "CONFIG_INVALID" });
        expect(inspect(error, { depth: 10 })).not.toMatch(/secret|sec#ret/);
      },
    );
  });
});
