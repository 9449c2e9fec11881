import { describe, expect, it } from "vitest";
import * as z from "zod";
import { checkFiles, everyKind } from "./folders.ts";

const checks = await checkFiles();
const kinds = await everyKind();

/** How the ids of a collector's checks begin. */
const PREFIX: Readonly<Record<string, RegExp>> = {
  "aws-iam": /^aws-(?:iam|organizations|account|access-analyzer|identity-center)-/,
  "aws-config": /^aws-/,
  github: /^github-/,
  "google-workspace": /^google-/,
};

/** Words that stand for a verdict that this product does not give. */
const FORBIDDEN = /\b(?:compliant|certified|passed ISO|scanned|scraped)\b/i;

/** Shared code lies in folders of `checks/` or in collectors/_*; evidence of other collectors makes cross-platform checks. */
const ALLOWED_IMPORT =
  /^(?:#sdk|#core|zod|\.\.\/evidence\.ts|\.\.\/items\.ts|\.\.\/policy\/[a-z-]+\.ts|\.\/[a-z-]+\/[a-z-]+\.ts|\.\.\/\.\.\/_[a-z-]+\/(?:[a-z-]+\/)*[a-z-]+\.ts|\.\.\/\.\.\/[a-z-]+\/evidence\.ts)$/;

it("has checks, each under an id of its own", () => {
  expect(checks.length).toBeGreaterThanOrEqual(93);
  expect(new Set(checks.map(({ check }) => check.id)).size).toBe(checks.length);
  expect(new Set(checks.map(({ check }) => check.title)).size).toBe(checks.length);
});

describe.each(checks)("$collector/$file", ({ collector, file, check, source }) => {
  it("is named after its check", () => {
    expect(file).toBe(`${check.id}.ts`);
    expect(check.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
    expect(check.id).toMatch(PREFIX[collector] ?? new RegExp(`^${collector}-`));
  });

  it("says what it is for and what to do", () => {
    for (const text of [check.title, check.rationale, check.remediation, check.expected(check.params.parse({}))]) {
      expect(text.length).toBeGreaterThan(10);
      expect(text).not.toMatch(FORBIDDEN);
    }
    expect(Number.isSafeInteger(check.version) && check.version >= 1).toBe(true);
    expect(check.version === 1 || (check.changes?.length ?? 0) > 0).toBe(true);
  });

  it("judges and reads kinds that collectors declare", () => {
    for (const kind of [check.over, ...check.reads]) expect(kinds.has(kind), kind.id).toBe(true);
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

  it("imports nothing but the SDK, the core, evidence kinds, shared folders and zod", () => {
    for (const [, from] of source.matchAll(/\bfrom "([^"]+)"/g)) expect(from).toMatch(ALLOWED_IMPORT);
    expect(source).not.toMatch(
      /\bimport\s*\(|\brequire\s*\(|\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\bprocess\.|\bfetch\s*\(/,
    );
  });
});
