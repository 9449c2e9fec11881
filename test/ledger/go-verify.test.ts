import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLedger } from "../../src/ledger/writer.ts";
import { lane } from "../support/lanes.ts";
import { MemoryLedgerStore, numbered } from "./support/memory-store.ts";
import { scratch, testSigner } from "./support/scratch.ts";

const GOPATH = "/usr/share/gocode";
const go = lane("go", ["/usr/local/go/bin/go", "go", "/usr/lib/go-1.19/bin/go"]);
/** Debian's golang-golang-x-mod-dev; the lane needs it as much as the compiler. */
const mod = go === undefined ? undefined : lane("go x/mod", [`${GOPATH}/src/golang.org/x/mod/sumdb/note`]);

function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { status: number | null; output: string } {
  const done = spawnSync(program, args, { encoding: "utf8", env });
  return { status: done.status, output: done.stdout + done.stderr };
}

describe.skipIf(go === undefined || mod === undefined)("golang.org/x/mod", () => {
  it("opens our checkpoint, and finds every tile, entry and proof in order", { timeout: 120_000 }, async () => {
    const folder = scratch();
    const [directory, proofs, consistency] = [
      join(folder, "ledger"),
      join(folder, "proofs"),
      join(folder, "consistency"),
    ];
    const store = new MemoryLedgerStore();
    const signer = testSigner();
    const ledger = await openLedger({ store, directory, signer });
    const older: { size: number; rootHash: string }[] = [];
    for (const count of [1, 255, 44, 300]) {
      store.add(...numbered(count, store.leaves.length));
      older.push(await ledger.publish());
    }
    mkdirSync(proofs);
    for (let index = 0; index < 600; index += 7)
      writeFileSync(join(proofs, `${index}.tlog-proof`), await ledger.tlogProof(index));
    const lines: string[] = [];
    for (const { size, rootHash } of older) {
      const path = (await ledger.consistencyProof(size)).map((hash) => hash.toString("base64"));
      lines.push([String(size), Buffer.from(rootHash, "hex").toString("base64"), ...path].join(" "));
    }
    writeFileSync(consistency, lines.join("\n"));
    const program = join(folder, "verify");
    const env = { ...process.env, GO111MODULE: "off", GOFLAGS: "", GOPATH };
    expect(run(go ?? "go", ["build", "-o", program, join(import.meta.dirname, "go/verify.go")], env)).toEqual({
      status: 0,
      output: "",
    });
    const goVerify = (): ReturnType<typeof run> => run(program, [directory, signer.vkey, proofs, consistency]);
    const sound = goVerify();
    expect(sound.output).toBe("size 600, 600 entries, 86 proofs, 4 older trees\n");
    expect(sound.status).toBe(0);
    const bundle = join(directory, "tile/entries/001");
    writeFileSync(
      bundle,
      readFileSync(bundle).map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    );
    expect(goVerify().output).toContain("entry of a bundle");
    const tile = join(directory, "tile/0/000");
    writeFileSync(
      tile,
      readFileSync(tile).map((byte, at) => (at === 40 ? byte ^ 1 : byte)),
    );
    expect(goVerify().status).toBe(1);
  });
});
