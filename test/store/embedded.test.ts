import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "../../src/store/index.ts";
import { storeSuite } from "./store.suite.ts";

const folders: string[] = [];

storeSuite("embedded", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "exhibit-store-"));
  folders.push(dataDir);
  return openStore({ dataDir });
});

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});
