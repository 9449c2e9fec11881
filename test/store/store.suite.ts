import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenedStore } from "../../src/store/index.ts";
import { assessments } from "./suite/assessments.ts";
import { evidence } from "./suite/evidence.ts";
import { ledger } from "./suite/ledger.ts";
import { migrations } from "./suite/migrations.ts";
import type { Opened } from "./suite/opened.ts";
import { results } from "./suite/results.ts";
import { runs } from "./suite/runs.ts";
import { sealing } from "./suite/sealing.ts";

/** The contract of `Store`, the same for the embedded database and a server. */
export function storeSuite(mode: "embedded" | "server", open: () => Promise<OpenedStore>): void {
  describe(`store contract, ${mode}`, () => {
    let opened: OpenedStore;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.close();
    });

    test("opens in the mode asked for, migrated", async () => {
      expect(opened.mode).toBe(mode);
      expect(await opened.db.query("select name from exhibit.migration where name = '0001-ledger.sql'")).toHaveLength(
        1,
      );
    });

    const parts: Opened = { store: () => opened.store, db: () => opened.db };
    migrations(parts);
    runs(parts);
    sealing(parts);
    evidence(parts);
    ledger(parts);
    results(parts);
    assessments(parts);
  });
}
