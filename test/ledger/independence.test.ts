import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = resolve(import.meta.dirname, "../../src");

/** Every module that these reach by imports of any form, as paths from `src/`, and the packages that they name. */
function reach(entries: readonly string[]): {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
} {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    const name = relative(SRC, file);
    if (files.has(name)) return;
    files.add(name);
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/(?:from\s+|import\s*\(?\s*)"([^"]+)"/g)) {
      if (specifier.startsWith(".")) visit(resolve(dirname(file), specifier));
      else packages.add(specifier);
    }
  };
  for (const entry of entries) visit(join(SRC, entry));
  return { files, packages };
}

const VERIFIERS = [
  "pipeline/bundle/verify.ts",
  "pipeline/bundle/verify-disclosure.ts",
  ...readdirSync(join(SRC, "ledger/verify")).map((name) => `ledger/verify/${name}`),
];

describe("the verifier", () => {
  it("shares no module with what writes ledgers and bundles", () => {
    const verifier = reach(VERIFIERS);
    const strangers = [...verifier.files].filter(
      (file) => !/^ledger\/verify\/[a-z]+\.ts$|^pipeline\/bundle\/verify(-[a-z]+)?\.ts$|^core\/errors\.ts$/.test(file),
    );
    expect(strangers).toEqual([]);
    expect([...verifier.packages].filter((name) => !name.startsWith("node:"))).toEqual(["yauzl"]);
    const writer = reach([
      "pipeline/bundle/write.ts",
      "pipeline/bundle/disclose.ts",
      "ledger/writer.ts",
      "ledger/keys.ts",
    ]);
    expect([...writer.files].filter((file) => verifier.files.has(file))).toEqual(["core/errors.ts"]);
  });

  it("walks imports that would betray it", () => {
    const writer = reach(["pipeline/bundle/write.ts"]);
    expect(writer.files).toContain("ledger/leaves.ts");
    expect(writer.files).toContain("core/canonical.ts");
    expect(reach(VERIFIERS).files.size).toBeGreaterThan(10);
  });
});
