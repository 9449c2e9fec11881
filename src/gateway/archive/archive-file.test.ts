import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createArchiveFile } from "./archive-file.ts";
import { createExchangeArchive, type ArchivedExchange } from "./exchange-archive.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "exhibit-archive-"));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

describe("an archive in which something is missing", () => {
  it("is removed, and ends with what failed first", async () => {
    const file = await createArchiveFile({ directory, name: "aws", recipients: [] });
    await file.write(Buffer.from("raw answers"));
    const first = new Error("first");
    file.fail(first);
    file.fail(new Error("second"));
    await expect(file.finish()).rejects.toBe(first);
    expect(await readdir(directory)).toEqual([]);
  });

  it("is what one exchange that cannot be written makes of it", async () => {
    const archive = await createExchangeArchive({
      directory,
      name: "aws",
      recipients: [],
      info: {},
      date: "2026-11-22T12:00:00.000Z",
    });
    const broken = {} as ArchivedExchange;
    await expect(archive.append(broken)).rejects.toThrow(TypeError);
    await expect(archive.append(broken)).rejects.toThrow(TypeError);
    await expect(archive.finish()).rejects.toThrow(TypeError);
    expect(await readdir(directory)).toEqual([]);
  });
});
