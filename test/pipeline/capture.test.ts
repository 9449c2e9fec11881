import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { Capture } from "../../src/pipeline/capture.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import { defineKind, type EvidenceKind } from "../../src/sdk/index.ts";

const Thing = z.looseObject({ name: z.string(), size: z.number() });
type Thing = z.infer<typeof Thing>;
const thingKind = defineKind<Thing>({
  id: "test.thing",
  version: 1,
  title: "A thing",
  schema: Thing,
  key: ({ name }) => name,
  sensitivity: "internal",
  personalData: false,
  redact: [
    { path: "owner.mail", rule: "mask", why: "not needed" },
    { path: "env.*", rule: "remove", why: "may hold secrets" },
  ],
  population: "All things.",
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "exhibit-capture-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const scope = { platform: "test", account: "1" };

function capture(kind: EvidenceKind<Thing> = thingKind): Capture {
  return new Capture({ kind, scope, principal: "me", folder, saltKey: new Uint8Array(32) });
}

async function recordsOf(taken: Capture): Promise<unknown[]> {
  await taken.records.end();
  const records: unknown[] = [];
  for await (const line of linesOf(taken.records.read())) records.push(JSON.parse(line));
  return records;
}

function ended(complete: boolean, reported?: number) {
  return {
    type: "population",
    scope,
    kind: thingKind,
    complete,
    ...(reported === undefined ? {} : { reported, reportedBy: "CountThings" }),
  } as const;
}

describe("a capture", () => {
  it("keeps records with members that the schema does not know", async () => {
    const taken = capture();
    await taken.addRecord({ name: "a", size: 1, colour: "red" });
    taken.end(ended(true));
    expect(await taken.settle()).toMatchObject({ received: 1, complete: true });
    expect(await recordsOf(taken)).toEqual([{ name: "a", size: 1, colour: "red" }]);
  });

  it("makes a record that does not hold its schema a gap, and the population incomplete", async () => {
    const taken = capture();
    await taken.addRecord({ name: "a", size: 1 });
    await taken.addRecord({ name: "b" });
    taken.end(ended(true));
    expect(await taken.settle()).toMatchObject({ received: 1, complete: false });
    expect(taken.gapSummaries).toMatchObject([{ reason: "schema-mismatch", count: 1 }]);
  });

  it("keeps one of two equal records, and calls two different ones with one key a gap", async () => {
    const taken = capture();
    await taken.addRecord({ name: "a", size: 1 });
    await taken.addRecord({ name: "a", size: 1 });
    taken.end(ended(true));
    expect(await taken.settle()).toMatchObject({ received: 1, complete: true });
    await taken.addRecord({ name: "a", size: 2 });
    expect(await taken.settle()).toMatchObject({ received: 1, complete: false });
    expect(taken.gapSummaries).toMatchObject([{ reason: "schema-mismatch", subjects: ["a"] }]);
  });

  it("is not complete when fewer records came than the source counts elsewhere", async () => {
    const taken = capture();
    await taken.addRecord({ name: "a", size: 1 });
    taken.end(ended(true, 2));
    expect(await taken.settle()).toMatchObject({ received: 1, reported: 2, complete: false });
    expect(taken.gapSummaries).toMatchObject([
      { reason: "truncated", operation: "CountThings", detail: "1 received of 2 that CountThings counts" },
    ]);
  });

  it("is complete when more came: the population grew meanwhile", async () => {
    const taken = capture();
    await taken.addRecord({ name: "a", size: 1 });
    taken.end(ended(true, 0));
    expect(await taken.settle()).toMatchObject({ received: 1, reported: 0, complete: true });
  });

  it("of which nothing was said has a gap, not an empty population", async () => {
    const taken = capture();
    expect(await taken.settle()).toMatchObject({ received: 0, complete: false });
    expect(taken.gapSummaries).toMatchObject([{ reason: "cancelled" }]);
  });

  it("that only was begun is not complete, whatever it holds", async () => {
    const taken = capture();
    await taken.addRecord({ name: "a", size: 1 });
    expect((await taken.settle()).complete).toBe(false);
  });

  it("redacts declared paths only, says so without the value, and commits to the original", async () => {
    const taken = capture();
    await taken.addRecord({
      name: "a",
      size: 1,
      owner: { mail: "a@example.com", passwordPolicy: "strong" },
      env: { TOKEN: "canary", B: "canary" },
    });
    taken.end(ended(true));
    await taken.settle();
    expect(taken.redactions).toEqual([
      { path: "owner.mail", rule: "mask", count: 1 },
      { path: "env.*", rule: "remove", count: 2 },
    ]);
    expect(taken.preRedactionDigest()).toMatch(/^[0-9a-f]{64}$/);
    const [record] = await recordsOf(taken);
    expect(record).toEqual({ name: "a", size: 1, owner: { mail: "[redacted]", passwordPolicy: "strong" }, env: {} });
  });

  it("commits to no original when nothing was redacted", async () => {
    const taken = capture();
    await taken.addRecord({ name: "a", size: 1 });
    taken.end(ended(true));
    await taken.settle();
    expect(taken.preRedactionDigest()).toBeUndefined();
  });

  it("sums gaps up by what was refused, with the first ten subjects", async () => {
    const taken = capture();
    for (let i = 0; i < 12; i += 1)
      await taken.addGap({ reason: "denied", operation: "GetThing", detail: "no", subject: `s${i}` });
    expect(taken.gapSummaries).toEqual([
      {
        reason: "denied",
        operation: "GetThing",
        detail: "no",
        count: 12,
        subjects: Array.from({ length: 10 }, (_, i) => `s${i}`),
      },
    ]);
  });

  it("gives the same bytes for a large population as for its lines", async () => {
    const taken = capture();
    for (let i = 0; i < 5_000; i += 1) await taken.addRecord({ name: `thing-${i}`, size: i, note: "ä".repeat(40) });
    taken.end(ended(true, 5_000));
    expect(await taken.settle()).toMatchObject({ received: 5_000, complete: true });
    const records = (await recordsOf(taken)) as Thing[];
    expect(records).toHaveLength(5_000);
    expect(records[4_999]?.size).toBe(4_999);
    await taken.records.remove();
  });
});
