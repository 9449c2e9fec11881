import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore, type OpenStoreOptions } from "../../src/store/index.ts";
import { readTemplate, writeTemplate } from "../../src/store/embedded/template.ts";
import { startScript } from "../support/processes.ts";
import { plainEntry } from "./samples.ts";

const OPEN = new URL("fixtures/open.ts", import.meta.url);

describe("opening the embedded store", () => {
  let base: string;
  /** A closed data directory with one ledger entry; tests damage copies of it. */
  let healthy: string;
  let count = 0;
  const copy = (): string => {
    count += 1;
    const folder = join(base, `copy-${count}`);
    cpSync(healthy, folder, { recursive: true });
    return folder;
  };
  const failure = async (dataDir: string, options: Partial<OpenStoreOptions> = {}): Promise<unknown> =>
    openStore({ dataDir, ...options }).then(
      async (opened) => {
        await opened.close();
        throw new Error("it opened");
      },
      (error: unknown) => error,
    );
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), "exhibit-open-"));
    healthy = join(base, "healthy");
    const opened = await openStore({ dataDir: healthy });
    await opened.store.seal([plainEntry("r", "run", "kept")]);
    await opened.close();
  });
  afterAll(async () => {
    await rm(base, { recursive: true, force: true });
  });

  test("the data directory is private and holds the database and the objects, no more", () => {
    expect(readdirSync(healthy).toSorted()).toEqual(["db", "objects"]);
    expect(statSync(healthy).mode & 0o777).toBe(0o700);
  });

  test("a second process is refused; when the first has closed, all is there", { timeout: 120_000 }, async () => {
    const dataDir = copy();
    const first = startScript(OPEN, [dataDir]);
    await first.line("opened embedded");
    expect(await failure(dataDir)).toMatchObject({
      code: "STORE_OWNED",
      message: expect.stringContaining(`process ${first.pid} (exhibit test)`),
    });
    const second = startScript(OPEN, [dataDir]);
    expect(await second.line("refused")).toContain('"code":"STORE_OWNED"');
    expect(await second.exit).toMatchObject({ code: 0 });
    process.kill(first.pid, "SIGKILL");
    await first.exit;
    const opened = await openStore({ dataDir });
    expect(await opened.store.ledger.size()).toBe(1);
    await opened.close();
  });

  test.each<[string, string, (db: string) => void]>([
    [
      "the control file is gone",
      'could not open file "global/pg_control"',
      (db) => rmSync(join(db, "global", "pg_control")),
    ],
    ["the control file is cut", "could not read file", (db) => truncateSync(join(db, "global", "pg_control"), 100)],
    ["the write-ahead log is gone", "could not locate a valid checkpoint", removeLog],
    ["PG_VERSION is gone", "PG_VERSION is missing", (db) => rmSync(join(db, "PG_VERSION"))],
  ])("%s: STORE_CORRUPT with PostgreSQL's own reason, and nothing is rebuilt over it", async (_, reason, damage) => {
    const dataDir = copy();
    damage(join(dataDir, "db"));
    const before = readdirSync(join(dataDir, "db"));
    expect(await failure(dataDir)).toMatchObject({
      code: "STORE_CORRUPT",
      message: expect.stringContaining(reason),
      remedy: expect.stringContaining("restore the last backup"),
      place: expect.stringContaining(dataDir),
    });
    expect(
      readdirSync(join(dataDir, "db")).filter((name) => !before.includes(name) && name !== "postmaster.pid"),
    ).toEqual([]);
    expect(existsSync(join(dataDir, "owner.sock"))).toBe(false);
  });

  test("a database that breaks off says so at once, refuses more work, and recovers at the next start", async () => {
    const dataDir = copy();
    const log = join(dataDir, "db", "pg_wal");
    const opened = await openStore({ dataDir });
    await opened.store.seal([plainEntry("r", "run", "acknowledged")]);
    renameSync(log, `${log}.away`);
    await opened.db.query("select pg_switch_wal()").catch(() => undefined);
    const broken = { code: "STORE_CORRUPT", message: expect.stringMatching(/broke off: could not .*pg_wal/) };
    await expect(opened.store.seal([plainEntry("r", "run", "lost")])).rejects.toMatchObject(broken);
    await expect(opened.store.ledger.size()).rejects.toMatchObject(broken);
    await opened.close();
    rmSync(log, { recursive: true, force: true });
    renameSync(`${log}.away`, log);
    const again = await openStore({ dataDir });
    expect(await again.store.ledger.size()).toBe(2);
    await again.close();
  });

  test("files of another PostgreSQL are STORE_VERSION", async () => {
    const dataDir = copy();
    writeFileSync(join(dataDir, "db", "PG_VERSION"), "99\n");
    expect(await failure(dataDir)).toMatchObject({
      code: "STORE_VERSION",
      message: expect.stringContaining("PostgreSQL 99"),
    });
  });

  test("what an interrupted first start left is built anew", async () => {
    const dataDir = join(base, "interrupted");
    mkdirSync(join(dataDir, "db.new", "base"), { recursive: true });
    writeFileSync(join(dataDir, "db.new", "PG_VERSION"), "18\n");
    const opened = await openStore({ dataDir });
    expect(await opened.store.ledger.size()).toBe(0);
    await opened.close();
    expect(readdirSync(dataDir).toSorted()).toEqual(["db", "objects"]);
  });

  test("a cached cluster that is damaged or of another user is not taken, but removed", async () => {
    const cache = join(base, "cache");
    await writeTemplate(cache, new Blob(["a cluster"]));
    expect(await (await readTemplate(cache))?.cluster.text()).toBe("a cluster");
    const [name = ""] = readdirSync(cache);
    truncateSync(join(cache, name), 4);
    expect(await readTemplate(cache)).toBeUndefined();
    expect(readdirSync(cache)).toEqual([]);
    if (process.getuid?.() !== 0) return;
    await writeTemplate(cache, new Blob(["a cluster"]));
    chownSync(join(cache, name), 65_534, 65_534);
    expect(await readTemplate(cache)).toBeUndefined();
  });

  test("a cached cluster that does not start is replaced by one that does", { timeout: 120_000 }, async () => {
    const cache = join(base, "useless");
    await writeTemplate(cache, new Blob(["no cluster at all"]));
    const opened = await openStore({ dataDir: join(base, "from-useless"), cacheFolder: cache });
    expect(await opened.store.ledger.size()).toBe(0);
    await opened.close();
    const names = readdirSync(cache);
    expect(names.map((name) => statSync(join(cache, name)).size > 1_000_000)).toEqual([true]);
  });

  test("a path through a file is DATA_DIR_UNWRITABLE", async () => {
    writeFileSync(join(base, "file"), "");
    expect(await failure(join(base, "file", "data"))).toMatchObject({
      code: "DATA_DIR_UNWRITABLE",
      remedy: expect.stringContaining("permission"),
    });
  });

  test("a directory that this user may not write is DATA_DIR_UNWRITABLE", async () => {
    const dataDir = join(base, "foreign");
    mkdirSync(dataDir);
    await chmod(dataDir, 0o555);
    const child = startScript(OPEN, [dataDir], { heedsPermissions: true });
    expect(await child.line("refused")).toContain('"code":"DATA_DIR_UNWRITABLE"');
  });

  test("a store that may not migrate refuses an empty database", async () => {
    expect(await failure(join(base, "unmigrated"), { migrate: false })).toMatchObject({
      code: "STORE_VERSION",
      remedy: expect.stringContaining("exhibit runs"),
    });
  });
});

function removeLog(db: string): void {
  const folder = join(db, "pg_wal");
  for (const name of readdirSync(folder).filter((file) => /^[0-9A-F]{24}$/.test(file))) rmSync(join(folder, name));
}
