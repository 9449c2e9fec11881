import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covers, matches, overlaps } from "./wildcard.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", ":", "/"), maxLength: 7 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", ":", "*", "?"), maxLength: 6 });

/** The same language as a regular expression. */
function reference(glob: string): RegExp {
  const source = [...glob]
    .map((c) => (c === "*" ? "[^]*" : c === "?" ? "[^]" : c.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`);
}

/** Every text over a, b and : up to four characters. */
const TEXTS = (() => {
  const all = [""];
  for (let start = 0, length = 0; length < 4; length++) {
    const end = all.length;
    for (; start < end; start++) for (const c of "ab:") all.push((all[start] ?? "") + c);
  }
  return all;
})();

describe("matches", () => {
  it("agrees with a regular expression", () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matches(p, t)).toBe(reference(p).test(t));
      }),
      { numRuns: 3000 },
    );
  });

  it("does not take exponential time", () => {
    expect(matches(`${"a*".repeat(50)}b`, "a".repeat(5000))).toBe(false);
  });
});

describe("covers", () => {
  it("is right whenever it says yes", () => {
    const property = fc.property(pattern, pattern, text, (outer, inner, t) => {
      if (covers(outer, inner) && matches(inner, t)) expect(matches(outer, t)).toBe(true);
    });
    fc.assert(property, { numRuns: 5000 });
  });

  it("says yes for a plain text exactly when that is matched", () => {
    fc.assert(
      fc.property(pattern, text, (outer, t) => {
        expect(covers(outer, t)).toBe(matches(outer, t));
      }),
    );
  });

  it.each([
    ["*", "arn:aws:s3:::*", true],
    ["arn:aws:*", "arn:aws:iam::111122223333:user/*", true],
    ["arn:*:iam::*:role/*", "arn:aws:iam::111122223333:role/*", true],
    ["arn:aws:iam::111122223333:role/app-*", "arn:aws:iam::111122223333:role/*", false],
    ["?", "*", false],
    ["a?", "a*", false],
  ])("%s over %s: %s", (outer, inner, expected) => expect(covers(outer, inner)).toBe(expected));
});

describe("overlaps", () => {
  it("agrees with a search through all short texts", () => {
    const short = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 3 });
    const property = fc.property(short, short, (a, b) => {
      expect(overlaps(a, b)).toBe(TEXTS.some((t) => matches(a, t) && matches(b, t)) || overlapsBeyond(a, b));
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it("is the same both ways, and holds for whatever both match", () => {
    const property = fc.property(pattern, pattern, text, (a, b, t) => {
      expect(overlaps(a, b)).toBe(overlaps(b, a));
      if (matches(a, t) && matches(b, t)) expect(overlaps(a, b)).toBe(true);
    });
    fc.assert(property, { numRuns: 3000 });
  });
});

/** Two patterns of three symbols may need a text of up to six: looked for here when no short one was found. */
function overlapsBeyond(a: string, b: string): boolean {
  const longer = TEXTS.flatMap((t) => (t.length === 4 ? ["a", "b", "aa", "ab", "ba", "bb"].map((end) => t + end) : []));
  return longer.some((t) => matches(a, t) && matches(b, t));
}
