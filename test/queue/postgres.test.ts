import { afterAll, beforeAll, describe } from "vitest";
import { initdbPath, startPostgres, type TestServer } from "../support/postgres.ts";
import { queueContract } from "./queue.suite.ts";

describe.skipIf(initdbPath === undefined)("queue on PostgreSQL", { timeout: 30_000 }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.stop());
  queueContract(
    () => ({ kind: "postgres", databaseUrl: server.url }),
    () => server.createDatabase(),
  );
});
