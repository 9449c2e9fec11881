import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../src/core/index.ts";
import { Seen } from "../../src/pipeline/seen.ts";

describe("Seen", () => {
  it("answers as a map from key to content does", () => {
    const records = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.constantFrom("a", "b", "c")), { maxLength: 300 });
    fc.assert(
      fc.property(records, (list) => {
        const seen = new Seen();
        const model = new Map<string, string>();
        for (const [key, content] of list) {
          const before = model.get(key);
          const expected = before === undefined ? "new" : before === content ? "same" : "other";
          if (before === undefined) model.set(key, content);
          expect(seen.add(key, sha256(content))).toBe(expected);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("knows each of many keys again", () => {
    const seen = new Seen();
    const keys = Array.from({ length: 5_000 }, (_, index) => `arn:aws:s3:::bucket-${index}`);
    for (const key of keys) expect(seen.add(key, sha256(key))).toBe("new");
    for (const key of keys) expect(seen.add(key, sha256(key))).toBe("same");
    for (const key of keys.slice(0, 100)) expect(seen.add(key, sha256("other"))).toBe("other");
  });
});
