import { describe, expect, test } from "vitest";
import { sha256 } from "#core";
import { loadMigrations, migrate, requireMigrated } from "../../../src/store/migrate.ts";
import type { Opened } from "./opened.ts";

export function migrations({ db }: Opened): void {
  describe("migrations", () => {
    test("applying them again applies nothing", async () => {
      expect(await migrate(db())).toEqual([]);
      await requireMigrated(db());
    });

    test("a later one is applied once; an older Exhibit then refuses the database", async () => {
      const own = await loadMigrations();
      const sql = "create table exhibit.later (x int);\ncreate index later_x on exhibit.later (x);";
      const later = [...own, { name: "9999-later.sql", sql, digest: sha256(sql) }];
      await expect(requireMigrated(db(), later)).rejects.toMatchObject({ code: "STORE_VERSION" });
      expect(await migrate(db(), later)).toEqual(["9999-later.sql"]);
      expect(await migrate(db(), later)).toEqual([]);
      await expect(migrate(db(), own)).rejects.toMatchObject({
        code: "STORE_VERSION",
        message: expect.stringContaining("9999-later.sql"),
      });
      await db().exec("drop table exhibit.later; delete from exhibit.migration where name = '9999-later.sql'");
    });

    test("one that fails leaves nothing behind", async () => {
      const broken = {
        name: "9999-broken.sql",
        sql: "create table exhibit.half (x int); select nonsense;",
        digest: sha256("b"),
      };
      await expect(migrate(db(), [...(await loadMigrations()), broken])).rejects.toMatchObject({ code: "INTERNAL" });
      expect(await db().query("select to_regclass('exhibit.half') as found")).toEqual([{ found: null }]);
      expect(await migrate(db())).toEqual([]);
    });

    test("other content under an applied name is STORE_CORRUPT", async () => {
      const altered = (await loadMigrations()).map((one) => ({ ...one, digest: sha256(`${one.sql} `) }));
      await expect(migrate(db(), altered)).rejects.toMatchObject({ code: "STORE_CORRUPT", place: "0001-ledger.sql" });
    });
  });
}
