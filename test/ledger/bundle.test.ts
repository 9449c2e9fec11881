import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BundleSource } from "../../src/pipeline/bundle/verify-source.ts";
import { verifyBundle, verifySource, type VerifiedFile } from "../../src/pipeline/bundle/verify.ts";
import { writeBundle, type WrittenBundle } from "../../src/pipeline/bundle/write.ts";
import { bundleScene, pieces, RUN_ID, type Scene } from "./support/bundle.ts";
import { filesUnder, mutations } from "./support/mutations.ts";
import { scratch, testSigner } from "./support/scratch.ts";

/** Files that are themselves wrong; entries that could not be checked because of them are left out. */
function culprits(found: readonly VerifiedFile[]): readonly string[] {
  return found
    .filter(({ problem }) => problem !== undefined && !problem.startsWith("not checked"))
    .map(({ file }) => file);
}

async function written(
  name = "bundle",
  change: (scene: Scene) => Scene["input"] = ({ input }) => input,
): Promise<{ scene: Scene; out: string; result: WrittenBundle }> {
  const folder = scratch();
  const scene = await bundleScene(join(folder, "ledger"));
  const out = join(folder, name);
  return { scene, out, result: await writeBundle({ ...change(scene), out }) };
}

describe("a bundle", () => {
  it("has the files of the design and holds", async () => {
    const { scene, out, result } = await written();
    const [users, roles] = scene.input.evidence.map(({ id }) => id);
    const files = filesUnder(out);
    const evidence = [`evidence/${users}/`, `evidence/${roles}/`].flatMap((folder) =>
      ["receipt.json", "records.ndjson", "exchanges.ndjson", "salt"].map((name) => folder + name),
    );
    expect(files.toSorted()).toEqual(
      [
        "manifest.json",
        "assessment.json",
        "report.html",
        "verify.py",
        "README.txt",
        "results/aws-iam-user-has-mfa.ndjson",
        "results/aws-iam-no-stale-user.ndjson",
        ...evidence,
        `evidence/${users}/gaps.ndjson`,
        ...["checkpoint", "vkey", "policy", "manifest-receipt.json", "assessment-receipt.json"].map(
          (name) => `ledger/${name}`,
        ),
        ...["manifest", "assessment", users, roles].map((name) => `ledger/proofs/${name}.tlog-proof`),
      ].toSorted(),
    );
    const found = await verifyBundle(out, { vkey: `${testSigner().vkey}\n` });
    expect(culprits(found)).toEqual([]);
    expect(found.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
    expect(result).toEqual({
      path: out,
      files: files.length,
      bytes: files.reduce((sum, file) => sum + readFileSync(join(out, file)).length, 0),
    });
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8")) as {
      runId: string;
      files: { path: string }[];
    };
    expect(manifest.runId).toBe(RUN_ID);
    expect(manifest.files.map(({ path }) => path)).toEqual(
      files.filter((file) => file !== "manifest.json" && !file.startsWith("ledger/")).toSorted(),
    );
    expect(readFileSync(join(out, `evidence/${users}/receipt.json`))).toEqual(
      Buffer.from(scene.input.evidence[0]?.receipt ?? ""),
    );
    expect(readFileSync(join(out, "README.txt"), "utf8")).toContain(testSigner().vkey);
    expect(readdirSync(join(out, "..")).toSorted()).toEqual(["bundle", "ledger"]);
  });

  it("as .zip holds the same and is the same for the same files", async () => {
    const { scene, out } = await written("bundle.zip");
    expect(culprits(await verifyBundle(out))).toEqual([]);
    expect((await verifyBundle(out)).length).toBeGreaterThan(15);
    const again = join(out, "..", "again.zip");
    const frozen = scene.ledger.checkpoint;
    if (frozen === undefined) throw new Error("nothing published");
    const ledger = { ...scene.input.ledger, sealManifest: async () => frozen.size - 1, publish: async () => frozen };
    await writeBundle({ ...scene.input, ledger, out: again });
    expect(readFileSync(again)).toEqual(readFileSync(out));
    expect(readdirSync(join(out, "..")).toSorted()).toEqual(["again.zip", "bundle.zip", "ledger"]);
  });

  it("proves everything against one checkpoint while the ledger grows", async () => {
    const { out } = await written("bundle", ({ input, store, ledger }) => ({
      ...input,
      ledger: {
        ...input.ledger,
        async proof(index, checkpoint) {
          store.add("another run's entry");
          await ledger.publish();
          return ledger.proof(index, checkpoint);
        },
      },
    }));
    expect(culprits(await verifyBundle(out))).toEqual([]);
  });

  it("never replaces what is there", async () => {
    const { scene, out } = await written();
    await expect(writeBundle({ ...scene.input, out })).rejects.toMatchObject({ code: "OUTPUT_EXISTS", place: out });
    const zip = join(out, "..", "taken.zip");
    writeFileSync(zip, "mine");
    await expect(writeBundle({ ...scene.input, out: zip })).rejects.toMatchObject({ code: "OUTPUT_EXISTS" });
    expect(readFileSync(zip, "utf8")).toBe("mine");
    const empty = join(out, "..", "deep", "empty");
    mkdirSync(empty, { recursive: true });
    await writeBundle({ ...scene.input, out: empty });
    expect(culprits(await verifyBundle(empty))).toEqual([]);
  });

  it.each(["folder", "folder.zip"])("leaves nothing behind when content fails half-way (%s)", async (name) => {
    const folder = scratch();
    const scene = await bundleScene(join(folder, "ledger"));
    const [first, ...rest] = scene.input.evidence;
    if (first === undefined) throw new Error("no evidence");
    const broken = {
      ...first,
      async *records() {
        yield Buffer.from("{}");
        throw new Error("the disk is gone");
      },
    };
    await expect(writeBundle({ ...scene.input, evidence: [broken, ...rest], out: join(folder, name) })).rejects.toThrow(
      "the disk is gone",
    );
    const altered = { ...first, records: () => pieces('{"other":true}\n') };
    await expect(
      writeBundle({ ...scene.input, evidence: [altered, ...rest], out: join(folder, name) }),
    ).rejects.toMatchObject({ code: "STORE_CORRUPT" });
    expect(readdirSync(folder), "not even the ledger was published").toEqual([]);
  });

  it("loses to another process that took the name meanwhile", async () => {
    const folder = scratch();
    const scene = await bundleScene(join(folder, "ledger"));
    const out = join(folder, "bundle");
    const ledger = {
      ...scene.input.ledger,
      async publish() {
        mkdirSync(out);
        writeFileSync(join(out, "theirs"), "x");
        return scene.input.ledger.publish();
      },
    };
    await expect(writeBundle({ ...scene.input, ledger, out })).rejects.toMatchObject({ code: "OUTPUT_EXISTS" });
    expect(readdirSync(folder).toSorted()).toEqual(["bundle", "ledger"]);
    expect(readdirSync(out)).toEqual(["theirs"]);
  });
});

describe("verification", () => {
  it("takes only the trusted key", async () => {
    const { out } = await written();
    const found = await verifyBundle(out, { vkey: testSigner("exhibit.example.com/log", 9).vkey });
    expect(culprits(found)).toEqual(["ledger/vkey"]);
    expect(
      found.every(({ ok }) => !ok),
      "nothing is said to hold",
    ).toBe(true);
  });

  it("names a missing, an added and a linked file", async () => {
    const { scene, out } = await written();
    const record = `evidence/${scene.input.evidence[0]?.id}/records.ndjson`;
    writeFileSync(join(out, "results/extra.ndjson"), "{}\n");
    symlinkSync("README.txt", join(out, "ledger/link"));
    rmSync(join(out, record));
    rmSync(join(out, "report.html"));
    expect(new Set(culprits(await verifyBundle(out)))).toEqual(
      new Set(["ledger/link", "results/extra.ndjson", "report.html", record]),
    );
  });

  it.each([
    "manifest.json",
    "ledger/checkpoint",
    "ledger/vkey",
    "ledger/policy",
    "ledger/proofs/assessment.tlog-proof",
    "ledger/manifest-receipt.json",
  ])("names %s when it is missing", async (name) => {
    const { out } = await written();
    rmSync(join(out, name));
    expect(culprits(await verifyBundle(out))).toContain(name);
  });

  it("sees that whole captures were exchanged between bundles", async () => {
    const { scene, out } = await written();
    const [users, roles] = scene.input.evidence.map(({ id }) => id);
    renameSync(join(out, `evidence/${users}`), join(out, "aside"));
    renameSync(join(out, `evidence/${roles}`), join(out, `evidence/${users}`));
    renameSync(join(out, "aside"), join(out, `evidence/${roles}`));
    expect(culprits(await verifyBundle(out)).length).toBeGreaterThan(5);
  });

  it("reports sealed nonsense instead of failing on it", async () => {
    const { out } = await written("bundle", ({ input }) => ({
      ...input,
      assessment: { ...input.assessment, json: "no JSON" },
    }));
    expect(culprits(await verifyBundle(out))).toEqual(["ledger/assessment-receipt.json"]);
    writeFileSync(join(out, "manifest.json"), `{"a":${"[".repeat(200_000)}${"]".repeat(200_000)}}`);
    expect(culprits(await verifyBundle(out))).toEqual(["manifest.json"]);
  });

  it("refuses what is no bundle", async () => {
    const folder = scratch();
    writeFileSync(join(folder, "x.zip"), "not a zip");
    await expect(verifyBundle(join(folder, "x.zip"))).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
    await expect(verifyBundle(join(folder, "none"))).rejects.toMatchObject({ code: "BUNDLE_INVALID" });
    expect((await verifyBundle(folder)).every(({ ok }) => !ok)).toBe(true);
  });
});

describe("a single flipped bit", () => {
  it("in any file is found, and blamed on that file alone", async () => {
    const { out } = await written();
    const files = new Map<string, Buffer>(filesUnder(out).map((file) => [file, readFileSync(join(out, file))]));
    const source: BundleSource = {
      names: [...files.keys()].toSorted(),
      oddities: [],
      async *open(name) {
        yield files.get(name) ?? Buffer.alloc(0);
      },
      close: () => undefined,
    };
    let count = 0;
    for (const [file, original] of files) {
      for (const { at, bytes } of mutations(original)) {
        files.set(file, bytes);
        count += 1;
        expect(culprits(await verifySource(source)), `${file} byte ${at}`).toEqual([file]);
      }
      files.set(file, original);
    }
    expect(culprits(await verifySource(source)), "the bundle as it was").toEqual([]);
    expect(count).toBeGreaterThan(1500);
  });
});
