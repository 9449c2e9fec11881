import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/core/index.ts";
import { Spool } from "../../src/pipeline/spool.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exhibit-spool-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("Spool", () => {
  it("gives back what was added, whatever its block and wherever it rested", async () => {
    const line = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom("ä".repeat(3000), "x".repeat(9000)));
    const steps = fc.array(fc.oneof({ weight: 4, arbitrary: line }, fc.constant(undefined)), { maxLength: 30 });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(undefined, 4096, 16 * 1024), async (list, blockBytes) => {
        const path = join(folder, `${(number += 1)}.ndjson`);
        const spool = new Spool(path, blockBytes === undefined ? {} : { blockBytes });
        for (const step of list) {
          if (step === undefined) await spool.rest();
          else await spool.add(step);
        }
        const plain = list.flatMap((step) => (step === undefined ? [] : [`${step}\n`])).join("");
        expect(await spool.end()).toBe(sha256(plain));
        expect(await text(spool.read())).toBe(plain);
        expect(spool.bytes).toBe(Buffer.byteLength(plain));
        await spool.remove();
      }),
      { numRuns: 60 },
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it("leaves a little in memory and puts more on the disk when it rests", async () => {
    const little = new Spool(join(folder, "little"));
    const more = new Spool(join(folder, "more"));
    await little.add("a");
    await more.add("b".repeat(10_000));
    for (const spool of [little, more]) await spool.rest();
    expect(await readdir(folder)).toEqual(["more"]);
    for (const spool of [little, more]) await spool.end();
    for (const spool of [little, more]) await spool.remove();
    expect(await readdir(folder)).toEqual([]);
  });
});
