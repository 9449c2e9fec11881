import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { defineKind } from "../../sdk/index.ts";
import { RecordBytes } from "./record-bytes.ts";
import { Table } from "./table.ts";

interface Thing {
  readonly id: string;
  readonly text: string;
}

const kind = defineKind<Thing>({
  id: "test.thing",
  version: 1,
  title: "thing",
  schema: z.object({ id: z.string(), text: z.string() }),
  key: ({ id }) => id,
  sensitivity: "internal",
  personalData: false,
  population: "all",
  level: "account",
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "exhibit-table-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function thing(n: number): Thing {
  return { id: `id-${n}`, text: `${n} é `.repeat(1 + (n % 90)) };
}

function tableOf(things: Iterable<Thing>): Table {
  const table = new Table("ev_1", join(folder, "deep", "records"));
  for (const one of things) table.add(Buffer.from(JSON.stringify(one)), kind);
  table.end();
  return table;
}

describe("Table", () => {
  it.each([0, 1, 999, 1_001, 9_000])("gives %i records by key and in order, however often it is asked", (count) => {
    const things = Array.from({ length: count }, (_, n) => thing(n));
    const table = tableOf(things);
    for (let round = 0; round < 2; round += 1) {
      expect([...table.records()]).toEqual(things);
      for (let n = 0; n < count; n += 7) expect(table.get(`id-${(n * 31) % count}`)).toEqual(thing((n * 31) % count));
      expect(table.get("id-none")).toBeUndefined();
    }
    table.close();
  });

  it("goes through the records while others are asked for by key", () => {
    const table = tableOf(Array.from({ length: 3_000 }, (_, n) => thing(n)));
    let n = 0;
    for (const record of table.records()) {
      expect(record).toEqual(thing(n));
      expect(table.get(`id-${2_999 - n}`)).toEqual(thing(2_999 - n));
      n += 1;
    }
    expect(n).toBe(3_000);
    table.close();
  });

  it("of two records with one key gives the last", () => {
    const table = tableOf([thing(1), thing(2), { id: "id-1", text: "again" }]);
    expect(table.get("id-1")).toEqual({ id: "id-1", text: "again" });
    expect([...table.records()]).toEqual([{ id: "id-1", text: "again" }, thing(2)]);
    table.close();
  });

  it("keeps a small population parsed, and a large one on the disk", async () => {
    const small = tableOf(Array.from({ length: 1_000 }, (_, n) => thing(n)));
    expect(small.get("id-500")).toBe(small.get("id-500"));
    expect(existsSync(join(folder, "deep"))).toBe(false);
    small.close();
    const large = tableOf(Array.from({ length: 9_000 }, (_, n) => thing(n)));
    expect(await readdir(join(folder, "deep"))).toEqual(["records"]);
    large.close();
    expect(await readdir(join(folder, "deep"))).toEqual([]);
  });
});

describe("RecordBytes", () => {
  it("holds a piece that is larger than its memory", () => {
    const bytes = new RecordBytes(join(folder, "bytes"));
    const pieces = [
      Buffer.alloc(10, 1),
      Buffer.alloc(2_000_000, 2),
      Buffer.alloc(300_000, 3),
      Buffer.alloc(300_000, 4),
    ];
    for (const piece of pieces) bytes.append(piece);
    bytes.end();
    const whole = Buffer.concat(pieces);
    expect(bytes.length).toBe(whole.length);
    for (const [start, end] of [
      [0, 10],
      [9, 12],
      [2_000_009, 2_000_011],
      [0, whole.length],
      [whole.length, whole.length],
    ] as const)
      expect(bytes.read(start, end).equals(whole.subarray(start, end))).toBe(true);
    bytes.close();
  });

  it("refuses to read what was never written", () => {
    const bytes = new RecordBytes(join(folder, "bytes"));
    bytes.append(Buffer.alloc(2_000_000));
    bytes.end();
    expect(() => bytes.read(1_999_999, 2_000_001)).toThrow("the file ends before byte 2000001");
    bytes.close();
  });

  it("tells that its place cannot be written", async () => {
    await writeFile(join(folder, "file"), "");
    const bytes = new RecordBytes(join(folder, "file", "bytes"));
    expect(() => bytes.append(Buffer.alloc(2_000_000))).toThrow(/ENOTDIR|EEXIST/);
  });
});
