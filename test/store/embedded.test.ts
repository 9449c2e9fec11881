import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore, type OpenedStore } from "../../src/store/index.ts";
import { retentionSuite } from "./retention.suite.ts";
import { storeSuite } from "./store.suite.ts";

const folders: string[] = [];

async function open(): Promise<OpenedStore> {
  const dataDir = await mkdtemp(join(tmpdir(), "exhibit-store-"));
  folders.push(dataDir);
  return openStore({ dataDir });
}

storeSuite("embedded", open);
retentionSuite("embedded", open);

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});
