import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { openStore } from "../../src/store/index.ts";
import { initdbPath, startPostgres, type TestServer } from "../support/postgres.ts";
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
});
