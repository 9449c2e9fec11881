import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import {
  fixedClock,
  type CheckResult,
  type Evidence,
  type GapReason,
  type Scope,
  type StoredEvidence,
} from "../../src/core/index.ts";
import { evaluate } from "../../src/pipeline/evaluate/evaluate.ts";
import { readPacked, storePacked } from "../../src/pipeline/packing.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import { measureCheck } from "../../src/scoring/check-measure.ts";
import { DEFAULT_PARAMETERS } from "../../src/scoring/parameters.ts";
import { defineCheck, defineKind, fail, known, pass, type AnyCheck, type AnyKind } from "../../src/sdk/index.ts";
import { memoryWorkshop, type MemoryWorkshop } from "../support/memory-workshop.ts";

interface User {
  readonly name: string;
  readonly group?: string | null;
}
interface Group {
  readonly name: string;
  readonly admin: boolean;
}

function kind<R extends { readonly name: string }>(id: string, level: "account" | "organization" = "account") {
  return defineKind<R>({
    id,
    version: 1,
    title: id,
    schema: z.any() as z.ZodType<R>,
    key: ({ name }) => name,
    sensitivity: "internal",
    personalData: false,
    population: "all",
    level,
  });
}
const userKind = kind<User>("test.user");
const groupKind = kind<Group>("test.group");
const policyKind = kind<{ readonly name: string }>("test.policy", "organization");
const personKind = kind<{ readonly name: string }>("directory.person");

const base = {
  version: 1,
  title: "t",
  rationale: "r",
  severity: "low",
  params: z.object({}),
  remediation: "r",
  expected: () => "e",
  examples: [],
} as const;
const notAdmin = defineCheck({
  ...base,
  id: "test-user-is-not-administrator",
  over: userKind,
  reads: [groupKind],
  test(user, ctx) {
    const group = ctx.read(groupKind).get(known(user.group, "group"));
    return group?.admin === true
      ? fail(`member of ${group.name}`)
      : pass(group === undefined ? "no such group" : "plain member");
  },
});
const someAdminGroup = defineCheck({
  ...base,
  id: "test-some-group-administers",
  over: userKind,
  reads: [groupKind],
  test: (_, ctx) => ([...ctx.read(groupKind).all()].some(({ admin }) => admin) ? pass("yes") : fail("no")),
});
const policyExists = defineCheck({ ...base, id: "test-policy-exists", over: policyKind, test: () => pass("yes") });
const inDirectory = defineCheck({
  ...base,
  id: "test-user-is-in-directory",
  over: userKind,
  reads: [personKind],
  test: (user, ctx) => (ctx.read(personKind).get(user.name) === undefined ? fail("unknown") : pass("known")),
});
const needsDirectory = defineCheck({
  ...base,
  id: "test-user-is-known-elsewhere",
  over: userKind,
  reads: [personKind, groupKind],
  needs: [personKind],
  about: ({ name }) => name !== "robot",
  test: (user, ctx) => (ctx.read(personKind).get(user.name) === undefined ? fail("unknown") : pass("known")),
});
const broken = defineCheck({
  ...base,
  id: "test-broken",
  over: userKind,
  test: () => {
    throw new TypeError("defect");
  },
});
const undeclared = defineCheck({
  ...base,
  id: "test-undeclared",
  over: userKind,
  test: (_, ctx) => (ctx.read(groupKind).get("a") === undefined ? pass("") : fail("")),
});

const AS_OF = "2026-11-22T10:00:00.000Z";
let workshop: MemoryWorkshop;
let folder: string;
let serial = 0;
beforeAll(async () => {
  workshop = await memoryWorkshop({
    registry: { collectors: [], checks: [], kinds: new Map() },
    clock: fixedClock(AS_OF),
  });
  folder = await mkdtemp(join(tmpdir(), "exhibit-evaluate-"));
});
afterAll(async () => {
  await workshop.dispose();
  await rm(folder, { recursive: true, force: true });
});

interface Sealed {
  readonly account?: string;
  readonly platform?: string;
  readonly connection?: string;
  readonly gap?: { readonly reason: GapReason; readonly subject?: string };
  readonly validUntil?: string;
}

async function sealed(
  of: AnyKind,
  records: readonly { readonly name: string }[],
  options: Sealed = {},
): Promise<StoredEvidence> {
  const scope: Scope = { platform: options.platform ?? "test", account: options.account ?? "1" };
  const gap = options.gap === undefined ? undefined : { kind: of.id, operation: "op", detail: "why", ...options.gap };
  const text = async function* (lines: readonly unknown[]) {
    if (lines.length > 0) yield Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  };
  serial += 1;
  const evidence = {
    id: `ev_${serial}`,
    kind: of.id,
    connection: options.connection ?? "c",
    scope,
    completedAt: AS_OF,
    validUntil: options.validUntil ?? "2026-12-01T00:00:00.000Z",
    population: { received: records.length, excluded: [], complete: gap === undefined },
    gaps:
      gap === undefined
        ? []
        : [
            {
              reason: gap.reason,
              operation: gap.operation,
              detail: gap.detail,
              count: 1,
              subjects: gap.subject === undefined ? [] : [gap.subject],
            },
          ],
  } as unknown as Evidence;
  const empty = new Uint8Array();
  return {
    evidence,
    recordsBlob: await storePacked(workshop.blobs, text(records)),
    exchangesBlob: "",
    ...(gap === undefined ? {} : { gapsBlob: await storePacked(workshop.blobs, text([gap])) }),
    saltSeed: "",
    ledgerIndex: serial,
    receipt: empty,
  };
}

async function results(
  checks: readonly AnyCheck[],
  evidence: readonly StoredEvidence[],
): Promise<readonly CheckResult[]> {
  const evaluation = await evaluate({
    workshop,
    evidence,
    checks,
    params: new Map(checks.map(({ id }) => [id, {}])),
    asOf: AS_OF,
    folder,
  });
  const list: CheckResult[] = [];
  for (const { resultsBlob } of evaluation.rows)
    for await (const line of linesOf(readPacked(workshop.blobs, resultsBlob)))
      list.push(JSON.parse(line) as CheckResult);
  await evaluation.dispose();
  return list;
}

function short(list: readonly CheckResult[]): string[] {
  return list.map(({ subject, outcome, reason }) => `${subject} ${outcome}${reason === undefined ? "" : ` ${reason}`}`);
}

describe("the evaluator", () => {
  it("judges each record, and names every record that it read", async () => {
    const users = await sealed(userKind, [
      { name: "ann", group: "admins" } as User,
      { name: "bob", group: "staff" } as User,
    ]);
    const groups = await sealed(groupKind, [
      { name: "admins", admin: true } as Group,
      { name: "staff", admin: false } as Group,
    ]);
    const list = await results([notAdmin], [users, groups]);
    expect(short(list)).toEqual(["ann fail", "bob pass"]);
    expect(list[0]?.evidence).toEqual([
      [users.evidence.id, "ann"],
      [groups.evidence.id, "admins"],
    ]);
  });

  it("takes a key that a complete population lacks for absent, and of an incomplete one for unseen", async () => {
    const users = await sealed(userKind, [{ name: "ann", group: "gone" } as User]);
    expect(short(await results([notAdmin], [users, await sealed(groupKind, [])]))).toEqual(["ann pass"]);
    expect(
      short(
        await results(
          [notAdmin],
          [
            users,
            await sealed(groupKind, [{ name: "staff", admin: false } as Group], { gap: { reason: "truncated" } }),
          ],
        ),
      ),
    ).toEqual(["ann undetermined truncated"]);
    expect(
      short(await results([notAdmin], [users, await sealed(groupKind, [], { gap: { reason: "denied" } })])),
    ).toEqual(["ann undetermined denied"]);
    expect(short(await results([notAdmin], [users]))).toEqual(["ann undetermined no-population"]);
  });

  it("concludes from a record that was seen although others were not", async () => {
    const users = await sealed(userKind, [{ name: "ann", group: "admins" } as User]);
    const groups = await sealed(groupKind, [{ name: "admins", admin: true } as Group], { gap: { reason: "denied" } });
    expect(short(await results([notAdmin], [users, groups]))).toEqual(["ann fail"]);
  });

  it("lets nothing be said about all of a population that was seen in part", async () => {
    const users = await sealed(userKind, [{ name: "ann" }]);
    const part = await sealed(groupKind, [{ name: "staff", admin: false } as Group], {
      gap: { reason: "rate-limited" },
    });
    expect(short(await results([someAdminGroup], [users, part]))).toEqual(["ann undetermined rate-limited"]);
  });

  it("takes an absent or null field for undetermined", async () => {
    const users = await sealed(userKind, [{ name: "ann", group: null } as User, { name: "bob" }]);
    expect(short(await results([notAdmin], [users, await sealed(groupKind, [])]))).toEqual([
      "ann undetermined schema-mismatch",
      "bob undetermined schema-mismatch",
    ]);
  });

  it("says once of an empty population that it is empty, and of an unread one that it was not seen", async () => {
    expect(short(await results([notAdmin], [await sealed(userKind, []), await sealed(groupKind, [])]))).toEqual([
      "* not-applicable",
    ]);
    expect(short(await results([notAdmin], [await sealed(userKind, [], { gap: { reason: "denied" } })]))).toEqual([
      "* undetermined denied",
    ]);
  });

  it("does not take an account without an observer for an empty one", async () => {
    const observer = defineCheck({
      ...base,
      id: "test-observer-is-quiet",
      over: userKind,
      whenEmpty: "nobody looked",
      test: () => pass("quiet"),
    });
    expect(short(await results([observer], [await sealed(userKind, [])]))).toEqual(["* undetermined no-population"]);
    expect(short(await results([observer], [await sealed(userKind, [{ name: "eye" }])]))).toEqual(["eye pass"]);
  });

  it("adds what was not seen to what was: the rest, or the subjects that gaps name", async () => {
    const groups = await sealed(groupKind, [{ name: "staff", admin: false } as Group]);
    const users = [{ name: "ann", group: "staff" } as User];
    expect(
      short(await results([notAdmin], [await sealed(userKind, users, { gap: { reason: "truncated" } }), groups])),
    ).toEqual(["ann pass", "* undetermined truncated"]);
    expect(
      short(
        await results(
          [notAdmin],
          [await sealed(userKind, users, { gap: { reason: "schema-mismatch", subject: "bob" } }), groups],
        ),
      ),
    ).toEqual(["ann pass", "bob undetermined schema-mismatch"]);
  });

  it("judges nothing on evidence that has expired, and reads nothing from it", async () => {
    const users = await sealed(userKind, [{ name: "ann", group: "staff" } as User]);
    const old = { validUntil: "2026-11-22T09:59:59.999Z" };
    expect(short(await results([notAdmin], [await sealed(userKind, [{ name: "ann" }], old)]))).toEqual([
      "* undetermined expired",
    ]);
    expect(
      short(
        await results([notAdmin], [users, await sealed(groupKind, [{ name: "staff", admin: false } as Group], old)]),
      ),
    ).toEqual(["ann undetermined expired"]);
  });

  it("keeps accounts apart", async () => {
    const first = [await sealed(userKind, [{ name: "ann", group: "admins" } as User]), await sealed(groupKind, [])];
    const second = [
      await sealed(userKind, [{ name: "ann", group: "admins" } as User], { account: "2" }),
      await sealed(groupKind, [{ name: "admins", admin: true } as Group], { account: "2" }),
    ];
    expect(
      (await results([notAdmin], [...first, ...second])).map(({ scope, outcome }) => `${scope.account} ${outcome}`),
    ).toEqual(["1 pass", "2 fail"]);
  });

  it("lets the account that may read the organisation's facts speak for all", async () => {
    const management = await sealed(policyKind, [{ name: "p" }]);
    const member = await sealed(policyKind, [], { account: "2", gap: { reason: "denied" } });
    expect(short(await results([policyExists], [member, management]))).toEqual(["p pass"]);
    expect(short(await results([policyExists], [member]))).toEqual(["* undetermined denied"]);
  });

  it("reads another platform's records as a whole", async () => {
    const users = await sealed(userKind, [{ name: "ann" }, { name: "bob" }]);
    const people = await sealed(personKind, [{ name: "ann" }], {
      platform: "directory",
      account: "example.com",
      connection: "d",
    });
    expect(short(await results([inDirectory], [users, people]))).toEqual(["ann pass", "bob fail"]);
    expect(short(await results([inDirectory], [users]))).toEqual([
      "ann undetermined no-population",
      "bob undetermined no-population",
    ]);
  });

  describe("of a check that needs another platform", () => {
    const directory = { platform: "directory", account: "example.com", connection: "d" };
    const users = [{ name: "ann" }, { name: "bob" }];

    it("says once for a scope what to connect, and nothing of each record", async () => {
      const list = await results([needsDirectory], [await sealed(userKind, users)]);
      expect(short(list)).toEqual(["* undetermined no-population"]);
      expect(list[0]?.observed).toContain("directory.person");
    });

    it("says once why the other platform was not seen", async () => {
      const denied = await sealed(personKind, [], { ...directory, gap: { reason: "denied" } });
      expect(short(await results([needsDirectory], [await sealed(userKind, users), denied]))).toEqual([
        "* undetermined denied",
      ]);
    });

    it("judges record by record as soon as a part was seen", async () => {
      const part = await sealed(personKind, [{ name: "ann" }], { ...directory, gap: { reason: "truncated" } });
      expect(short(await results([needsDirectory], [await sealed(userKind, users), part]))).toEqual([
        "ann pass",
        "bob undetermined truncated",
      ]);
    });

    it("asks for nothing where there is nobody to ask about", async () => {
      expect(short(await results([needsDirectory], [await sealed(userKind, [])]))).toEqual(["* not-applicable"]);
      expect(short(await results([needsDirectory], [await sealed(userKind, [{ name: "robot" }])]))).toEqual([]);
    });

    it("says one thing of a scope that was itself seen in part", async () => {
      const part = await sealed(userKind, users, { gap: { reason: "schema-mismatch", subject: "cem" } });
      expect(short(await results([needsDirectory], [part]))).toEqual(["* undetermined no-population"]);
    });

    it("gives its point no coverage, and takes the check out of no denominator", async () => {
      const evaluation = await evaluate({
        workshop,
        evidence: [await sealed(userKind, users)],
        checks: [needsDirectory],
        params: new Map([[needsDirectory.id, {}]]),
        asOf: AS_OF,
        folder,
      });
      const measure = measureCheck(
        { id: needsDirectory.id, role: "normal" },
        evaluation.aggregates.get(needsDirectory.id),
        AS_OF,
        DEFAULT_PARAMETERS,
      );
      await evaluation.dispose();
      expect(measure).toMatchObject({ applicable: true, reach: 0, conformity: null, decided: 0 });
    });
  });

  it("makes a defect of a check undetermined, and so an undeclared read", async () => {
    const users = await sealed(userKind, [{ name: "ann" }]);
    expect(short(await results([broken, undeclared], [users]))).toEqual([
      "ann undetermined check-error",
      "ann undetermined check-error",
    ]);
  });

  it("refuses evidence whose stored bytes were changed", async () => {
    const users = await sealed(userKind, [{ name: "ann", group: "staff" } as User]);
    const { objects } = workshop.blobs as unknown as { objects: Map<string, Uint8Array> };
    const original = objects.get(users.recordsBlob) ?? new Uint8Array();
    objects.set(
      users.recordsBlob,
      Uint8Array.from(original, (byte, index) => (index === 9 ? byte ^ 1 : byte)),
    );
    await expect(results([notAdmin], [users])).rejects.toMatchObject({ code: "BLOB_CORRUPT" });
    objects.set(users.recordsBlob, original);
  });
});
