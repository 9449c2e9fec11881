import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "#core";
import {
  byteLines,
  proveRecord,
  recordsRoot,
  recordSalt,
  rootOfRecordProof,
  saltSeed,
} from "../../src/ledger/records.ts";
import { measureLines } from "../../src/ledger/verify/records.ts";
import { discloseRecord } from "../../src/pipeline/bundle/disclose.ts";
import { verifyDisclosure } from "../../src/pipeline/bundle/verify-disclosure.ts";
import { bundleScene, pieces } from "./support/bundle.ts";
import { naiveRoot, sha } from "./support/naive-tree.ts";
import { scratch, testSigner } from "./support/scratch.ts";

const linesArbitrary = fc.array(
  fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => JSON.stringify(text)),
  { maxLength: 40 },
);
const seedArbitrary = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));

function saltedRoot(seed: string, lines: readonly string[]): string {
  const leaves = lines.map((line, index) => {
    const number = Buffer.alloc(8);
    number.writeUInt32BE(index, 4);
    return Buffer.concat([sha(Buffer.from(seed, "hex"), number), Buffer.from(line)]);
  });
  return naiveRoot(leaves).toString("hex");
}

describe("the salted tree over records", () => {
  it("is that of its definition, however the bytes arrive", async () => {
    await fc.assert(
      fc.asyncProperty(seedArbitrary, linesArbitrary, fc.integer({ min: 1, max: 9 }), async (seed, lines, size) => {
        const text = lines.map((line) => `${line}\n`).join("");
        const root = saltedRoot(seed, lines);
        expect(await recordsRoot(seed, lines)).toBe(root);
        expect(await recordsRoot(seed, byteLines(pieces(text, size)))).toBe(root);
        expect(await measureLines(pieces(text, size), seed)).toEqual({
          digest: sha256(text),
          bytes: Buffer.byteLength(text),
          count: lines.length,
          root,
          ended: true,
        });
      }),
      { numRuns: 60 },
    );
  });

  it("proves each record, and no other text, salt, place or size", async () => {
    await fc.assert(
      fc.asyncProperty(
        seedArbitrary,
        linesArbitrary.filter(({ length }) => length > 0),
        fc.nat(),
        async (seed, lines, pick) => {
          const index = pick % lines.length;
          const root = await recordsRoot(seed, lines);
          const proof = await proveRecord(seed, lines, index, lines.length);
          expect(proof.record).toBe(lines[index]);
          expect(rootOfRecordProof(proof)).toBe(root);
          expect(rootOfRecordProof({ ...proof, record: `${proof.record} ` })).not.toBe(root);
          expect(rootOfRecordProof({ ...proof, salt: recordSalt(seed, index + 1).toString("hex") })).not.toBe(root);
          await expect(proveRecord(seed, lines, index, lines.length + 1)).rejects.toThrow(RangeError);
          await expect(proveRecord(seed, lines, lines.length, lines.length)).rejects.toThrow(RangeError);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("has the vector that Python gave", async () => {
    const seed = saltSeed(Buffer.alloc(32, 1), sha256('{"a":1}\n{"a":2}\n'));
    expect(seed).toBe("8d15febdc9fab4bd100a503c5587617d9fa1cb937b77314a22a0215cb78f8e27");
    expect(await recordsRoot(seed, ['{"a":1}', '{"a":2}'])).toBe(
      "04d66b3ca2e3306465eff060063d29a5c7fe41c269d35477d6f525dd7e115560",
    );
  });

  it("refuses a seed that is none, and notices an open last line", async () => {
    await expect(recordsRoot("00", ["x"])).rejects.toThrow(RangeError);
    expect((await measureLines(pieces("{}\n{}"))).ended).toBe(false);
  });
});

describe("a disclosed record", () => {
  it("verifies alone; every altered part is named", async () => {
    const { input, ledger } = await bundleScene(scratch());
    await ledger.publish();
    const [users] = input.evidence;
    if (users === undefined) throw new Error("no evidence");
    const whole = await discloseRecord({
      ...users,
      index: 2,
      ledgerProof: await ledger.proof(users.ledgerIndex),
      vkey: ledger.vkey,
    });
    const bad = (change: object, vkey?: string): readonly string[] =>
      verifyDisclosure(JSON.stringify({ ...whole, ...change }), vkey === undefined ? {} : { vkey }).flatMap(
        ({ file, ok }) => (ok ? [] : [file]),
      );
    expect(bad({})).toEqual([]);
    expect(bad({}, ledger.vkey)).toEqual([]);
    expect(bad({}, testSigner("exhibit.example.com/log", 8).vkey)).toEqual(["vkey"]);
    expect(bad({ vkey: whole.vkey.slice(0, -1) })).toEqual(["vkey"]);
    expect(bad({ record: whole.record.replace("u2", "u3") })).toEqual(["record"]);
    expect(bad({ index: 1 })).toEqual(["record"]);
    expect(bad({ size: 6 })).toEqual(["record"]);
    expect(bad({ path: whole.path.slice(1) })).toEqual(["record"]);
    expect(bad({ salt: whole.salt.replace(/^./, "g") })).toEqual(["record"]);
    expect(bad({ more: 1 })).toEqual(["record"]);
    expect(bad({ receipt: whole.receipt.replace("production", "test") })).toEqual(["ledgerProof"]);
    expect(bad({ ledgerProof: whole.ledgerProof.replace("index 300", "index 301") })).toEqual(["ledgerProof"]);
    expect(bad({ ledgerProof: "" })).toEqual(["ledgerProof"]);
    expect(verifyDisclosure("no JSON").some(({ ok }) => !ok)).toBe(true);
  });

  it("is refused for records that are not the sealed ones", async () => {
    const { input, ledger } = await bundleScene(scratch());
    await ledger.publish();
    const [users] = input.evidence;
    if (users === undefined) throw new Error("no evidence");
    const other = { ...users, records: () => pieces("{}\n".repeat(5)), index: 2, ledgerProof: "", vkey: ledger.vkey };
    await expect(discloseRecord(other)).rejects.toMatchObject({ code: "STORE_CORRUPT" });
  });
});
