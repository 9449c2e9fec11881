import { readdirSync, statSync } from "node:fs";
import { chmod, mkdtemp, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256, type BlobStore } from "#core";
import { compress, decompress, openBlobs } from "../../src/store/index.ts";
import { startScript } from "../support/processes.ts";
import { collect } from "./samples.ts";

const PUT = new URL("fixtures/put-blob.ts", import.meta.url);
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe("blobs", () => {
  let dataDir: string;
  let blobs: BlobStore;
  const pathOf = (digest: string): string => join(dataDir, "objects", "sha256", digest.slice(0, 2), digest.slice(2));
  const drafts = (): readonly string[] => readdirSync(join(dataDir, "objects", "tmp"));
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "exhibit-blobs-"));
    blobs = await openBlobs(dataDir);
  });
  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  test("an object is stored under its SHA-256, read-only, and comes back", async () => {
    const stored = await blobs.put([text("hello "), text("world")]);
    expect(stored).toEqual({ digest: sha256("hello world"), bytes: 11 });
    expect(Buffer.concat(await collect(blobs.read(stored.digest))).toString()).toBe("hello world");
    expect(statSync(pathOf(stored.digest)).mode & 0o777).toBe(0o440);
    expect(await blobs.has(stored.digest)).toBe(true);
    expect(await blobs.has(sha256("other"))).toBe(false);
    expect(drafts()).toEqual([]);
  });

  test("the empty object is an object", async () => {
    const { digest, bytes } = await blobs.put([]);
    expect([digest, bytes]).toEqual([sha256(""), 0]);
    expect(await collect(blobs.read(digest))).toEqual([]);
  });

  test("storing the same bytes again and at the same time is harmless", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => blobs.put([text("same")])));
    expect(new Set(all.map((stored) => stored.digest))).toEqual(new Set([sha256("same")]));
    const inode = statSync(pathOf(sha256("same"))).ino;
    await blobs.put([text("same")]);
    expect(statSync(pathOf(sha256("same"))).ino).toBe(inode);
    expect(drafts()).toEqual([]);
  });

  test("an object that goes between its name being taken and its being looked at is stored anew", async () => {
    const { digest } = await blobs.put([text("same")]);
    await rm(pathOf(digest));
    // Taken for link(), and not there for open(): what a removal in between looks like.
    await symlink("nowhere", pathOf(digest));
    expect((await blobs.put([text("same")])).digest).toBe(digest);
    expect(Buffer.concat(await collect(blobs.read(digest))).toString()).toBe("same");
    expect(drafts()).toEqual([]);
  });

  test("an altered or shortened object is BLOB_CORRUPT, and storing the good bytes again heals it", async () => {
    const { digest } = await blobs.put([text("evidence")]);
    await chmod(pathOf(digest), 0o640);
    await writeFile(pathOf(digest), "Evidence");
    await expect(collect(blobs.read(digest))).rejects.toMatchObject({ code: "BLOB_CORRUPT", place: pathOf(digest) });
    await truncate(pathOf(digest), 3);
    await expect(collect(blobs.read(digest))).rejects.toMatchObject({ code: "BLOB_CORRUPT" });
    await blobs.put([text("evidence")]);
    expect(Buffer.concat(await collect(blobs.read(digest))).toString()).toBe("evidence");
  });

  test("an absent object is BLOB_MISSING, and what is no address is refused", async () => {
    await expect(collect(blobs.read(sha256("x")))).rejects.toMatchObject({ code: "BLOB_MISSING" });
    await expect(blobs.has("../../etc/passwd")).rejects.toMatchObject({ code: "INTERNAL" });
    await expect(collect(blobs.read(sha256("x").toUpperCase()))).rejects.toMatchObject({ code: "INTERNAL" });
  });

  test("a producer's own error comes out unchanged and nothing is stored", async () => {
    const broken = Object.assign(new Error("the platform hung up"), { code: "ENOSPC" });
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield text("part");
      throw broken;
    }
    await expect(blobs.put(failing())).rejects.toBe(broken);
    expect(drafts()).toEqual([]);
    expect(readdirSync(join(dataDir, "objects", "sha256"))).toEqual([]);
  });

  test("a killed writer leaves no object, and the next opening removes its draft", async () => {
    const writer = startScript(PUT, [dataDir, "for-ever"]);
    await writer.line("writing");
    writer.kill("SIGKILL");
    await writer.exit;
    expect(drafts()).toHaveLength(1);
    expect(readdirSync(join(dataDir, "objects", "sha256"))).toEqual([]);
    await openBlobs(dataDir);
    expect(drafts()).toEqual([]);
  });

  test("opening keeps the drafts of writers that may live", async () => {
    const dead = spawnSync("true").pid;
    const host = hostname();
    const names = [`${host}~${process.ppid}~aa.tmp`, `${host}~${process.pid}~bb.tmp`, `elsewhere~${dead}~cc.tmp`];
    const stale = [`${host}~${dead}~dd.tmp`, `elsewhere~${dead}~ee.tmp`, `${host}~${process.pid}~ff.tmp`];
    for (const name of [...names, ...stale]) await writeFile(join(dataDir, "objects", "tmp", name), "");
    const longAgo = new Date(Date.now() - 25 * 3_600_000);
    for (const name of stale.slice(1)) await utimes(join(dataDir, "objects", "tmp", name), longAgo, longAgo);
    await openBlobs(dataDir);
    expect(drafts().toSorted()).toEqual(names.toSorted());
  });

  test("memory stays flat while 256 MiB are stored and read", async () => {
    const child = startScript(PUT, [dataDir, "256"]);
    const [, read, growth] = (await child.line("done")).split(" ").map(Number);
    expect(read).toBe(256);
    expect(growth).toBeLessThan(128);
  });

  describe("zstd", () => {
    test("any chunks come back as the same bytes", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 30 }), async (pieces) => {
          const stored = await collect(compress(pieces));
          expect(Buffer.concat(await collect(decompress(stored)))).toEqual(Buffer.concat(pieces));
        }),
        { numRuns: 40 },
      );
    });

    test("NDJSON becomes small", async () => {
      const lines = Array.from({ length: 20_000 }, (_, n) =>
        text(`{"Arn":"arn:aws:iam::111122223333:user/user-${n}"}\n`),
      );
      const { bytes } = await blobs.put(compress(lines));
      expect(bytes).toBeLessThan(lines.reduce((sum, line) => sum + line.length, 0) / 8);
    });

    test("bytes that are cut or no zstd are BLOB_CORRUPT", async () => {
      const whole = Buffer.concat(await collect(compress([Buffer.from("x".repeat(10_000) + Math.PI)])));
      await expect(collect(decompress([whole.subarray(0, whole.length - 3)]))).rejects.toMatchObject({
        code: "BLOB_CORRUPT",
      });
      await expect(collect(decompress([text("no zstd at all")]))).rejects.toMatchObject({ code: "BLOB_CORRUPT" });
    });

    test("the source's own error comes out unchanged, and a consumer that stops ends the source", async () => {
      async function* failing(): AsyncGenerator<Uint8Array> {
        yield text("part");
        throw new RangeError("upstream");
      }
      await expect(collect(compress(failing()))).rejects.toThrow(RangeError);
      let ended = false;
      async function* endless(): AsyncGenerator<Uint8Array> {
        try {
          for (;;) yield crypto.getRandomValues(new Uint8Array(65_536));
        } finally {
          ended = true;
        }
      }
      for await (const chunk of compress(endless())) if (chunk.length > 0) break;
      await expect.poll(() => ended).toBe(true);
    });
  });
});
