import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBlobs, openStore } from "../../src/store/index.ts";
import { plainEntry } from "./samples.ts";

/** A file system of our own of so many MiB, where this process may mount one (root on Linux). */
function mount(folder: string, mebibytes: number, extra = ""): boolean {
  const done = spawnSync("mount", ["-t", "tmpfs", "-o", `${extra}size=${mebibytes}m`, "exhibit-test", folder]);
  return done.status === 0;
}

function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "exhibit-mount-"));
  const possible = process.platform === "linux" && process.getuid?.() === 0 && mount(folder, 1);
  if (possible) spawnSync("umount", [folder]);
  else process.stderr.write("test lane disk-full skipped: this process may not mount a small file system\n");
  rmSync(folder, { recursive: true });
  return possible;
}

describe.skipIf(!canMount())("a full disk", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "exhibit-full-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const on = async (mebibytes: number, work: (dataDir: string) => Promise<void>): Promise<void> => {
    const point = join(folder, `${mebibytes}`);
    mkdirSync(point);
    expect(mount(point, mebibytes)).toBe(true);
    try {
      await work(point);
    } finally {
      // Lazily: an instance of PGlite that broke off keeps its files open until the process ends.
      expect(spawnSync("umount", ["-l", point]).status).toBe(0);
    }
  };

  test("an object that does not fit is DISK_FULL and leaves nothing; earlier objects stay", async () => {
    await on(4, async (dataDir) => {
      const blobs = await openBlobs(dataDir);
      const kept = await blobs.put([new Uint8Array(1024 * 1024)]);
      const large = Array.from({ length: 8 }, (_, n) => new Uint8Array(1024 * 1024).fill(n));
      await expect(blobs.put(large)).rejects.toMatchObject({ code: "DISK_FULL", retryable: true });
      expect(readdirSync(join(dataDir, "objects", "tmp"))).toEqual([]);
      expect(readdirSync(join(dataDir, "objects", "sha256"))).toEqual([kept.digest.slice(0, 2)]);
    });
  });

  test("no room for a new database is DISK_FULL, and there is none afterwards", async () => {
    await on(20, async (dataDir) => {
      await expect(openStore({ dataDir })).rejects.toMatchObject({ code: "DISK_FULL" });
      expect(readdirSync(dataDir)).not.toContain("db");
    });
  });

  test(
    "sealing stops with DISK_FULL, and what was acknowledged is there when space is",
    { timeout: 120_000 },
    async () => {
      // 48 MiB: the write-ahead log cannot grow, which is a PANIC; PGlite 0.5.16 would spin for ever.
      await on(48, async (dataDir) => {
        const opened = await openStore({ dataDir });
        let acknowledged = 0;
        const fill = async (): Promise<void> => {
          for (let n = 0; n < 2_000; n += 1) {
            // Random bytes: PostgreSQL compresses others.
            await opened.store.seal([
              { leaf: crypto.getRandomValues(new Uint8Array(60_000)), runId: "r", type: "run" },
            ]);
            acknowledged += 1;
          }
        };
        await expect(fill()).rejects.toMatchObject({ code: "DISK_FULL" });
        await opened.close();
        expect(acknowledged).toBeGreaterThan(10);
        expect(mount(dataDir, 200, "remount,")).toBe(true);
        const again = await openStore({ dataDir });
        expect(await again.store.ledger.read(0, acknowledged)).toHaveLength(acknowledged);
        const size = await again.store.ledger.size();
        expect(await again.store.seal([plainEntry("r", "run", "more")])).toEqual([size]);
        await again.close();
      });
    },
  );
});
