import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { AnyCheck } from "#sdk";
import { awsIamKinds } from "../../collectors/aws-iam/evidence.ts";

const folder = new URL("../../collectors/aws-iam/checks/", import.meta.url);
const files = readdirSync(folder);
const checks = await Promise.all(
  files.map(async (file) => ({
    file,
    check: ((await import(new URL(file, folder).href)) as { default: AnyCheck }).default,
    source: readFileSync(new URL(file, folder), "utf8"),
  })),
);
const kinds: readonly unknown[] = awsIamKinds;

/** Words that stand for a verdict that this product does not give. */
const FORBIDDEN = /\b(?:compliant|certified|passed ISO|scanned|scraped)\b/i;

it("has checks, each under an id of its own", () => {
  expect(checks.length).toBeGreaterThanOrEqual(93);
  expect(new Set(checks.map(({ check }) => check.id)).size).toBe(checks.length);
  expect(new Set(checks.map(({ check }) => check.title)).size).toBe(checks.length);
});

describe.each(checks)("$file", ({ file, check, source }) => {
  it("is named after its check", () => {
    expect(file).toBe(`${check.id}.ts`);
    expect(check.id).toMatch(/^aws-(?:iam|organizations|account|access-analyzer|identity-center)(?:-[a-z0-9]+)+$/);
  });

  it("says what it is for and what to do", () => {
    for (const text of [check.title, check.rationale, check.remediation, check.expected(check.params.parse({}))]) {
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toMatch(FORBIDDEN);
    }
    expect(Number.isSafeInteger(check.version) && check.version >= 1).toBe(true);
    expect(check.version === 1 || (check.changes?.length ?? 0) > 0).toBe(true);
  });

  it("judges and reads kinds of this collector", () => {
    for (const kind of [check.over, ...check.reads]) expect(kinds).toContain(kind);
    expect(new Set(check.reads).size).toBe(check.reads.length);
  });

  it("reads every kind that it names", () => {
    const body = source.slice(source.indexOf("test("), source.indexOf("examples: ["));
    for (const name of /^ {2}reads: \[(.*)\]/m.exec(source)?.[1]?.split(", ") ?? [])
      expect(body).toContain(`ctx.read(${name})`);
  });

  it("describes each parameter with the origin of its default", () => {
    if (!(check.params instanceof z.ZodObject)) throw new Error("params is not an object schema");
    for (const [name, schema] of Object.entries(check.params.shape as Record<string, z.ZodType>)) {
      expect(schema.description ?? "", name).toMatch(/\. origin: \S/);
    }
    expect(() => check.params.parse({})).not.toThrow();
  });

  it("has an example of a pass and of a fail, each under a name of its own", () => {
    const outcomes = check.examples.map(({ outcome }) => outcome);
    expect(outcomes).toContain("pass");
    expect(outcomes).toContain("fail");
    expect(new Set(check.examples.map(({ name }) => name)).size).toBe(check.examples.length);
  });

  it("imports nothing but the SDK, the core, its evidence kinds, the policy folder and zod", () => {
    const allowed = ["#sdk", "#core", "zod", "../evidence.ts", "../../_aws/policy/index.ts"];
    for (const [, from] of source.matchAll(/\bfrom "([^"]+)"/g)) expect(allowed).toContain(from);
    expect(source).not.toMatch(
      /\bimport\s*\(|\brequire\s*\(|\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bprocess\.|\bfetch\s*\(/,
    );
  });
});
