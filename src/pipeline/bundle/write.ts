import { readFile, rm } from "node:fs/promises";
import { canonicalJson, ExhibitError, sha256, type Evidence } from "../../core/index.ts";
import { manifestLeaf } from "../../ledger/leaves.ts";
import { readmeText } from "./readme.ts";
import { type Content, placeFile, placeFolder, Stage, type StagedFile } from "./stage.ts";
import { packZip } from "./zip.ts";

export interface BundleResults {
  readonly checkId: string;
  /** Plain NDJSON. */
  open(): AsyncIterable<Uint8Array>;
}

export interface BundleEvidence {
  readonly id: string;
  /** Exact bytes of the ledger entry. */
  readonly receipt: Uint8Array;
  readonly ledgerIndex: number;
  /** Hex. */
  readonly saltSeed: string;
  /** Plain NDJSON, byte for byte what `records.digest` of the receipt speaks of. */
  records(): AsyncIterable<Uint8Array>;
  exchanges(): AsyncIterable<Uint8Array>;
  /** Given exactly when the receipt has a `gapsDigest`. */
  gaps?(): AsyncIterable<Uint8Array>;
}

/** The ledger as a bundle needs it; `Ledger` of `src/ledger/writer.ts` has all but `sealManifest`. */
export interface BundleLedger {
  readonly origin: string;
  readonly vkey: string;
  readonly policy: string;
  /** Appends the entry durably; returns its index. */
  sealManifest(leaf: Uint8Array): Promise<number>;
  /** Brings everything sealed under a signed checkpoint. */
  publish(): Promise<BundleCheckpoint>;
  /** `.tlog-proof` of an entry against exactly this checkpoint. */
  proof(index: number, checkpoint: BundleCheckpoint): Promise<string>;
}

export interface BundleCheckpoint {
  readonly size: number;
  readonly rootHash: string;
  readonly note: string;
}

export interface BundleInput {
  /** A directory, or a file when it ends in `.zip`. */
  readonly out: string;
  readonly runId: string;
  readonly assessment: { readonly json: string; readonly leaf: Uint8Array; readonly ledgerIndex: number };
  /** Whole or in pieces: of a large run it is tens of megabytes. */
  readonly reportHtml: Content;
  readonly results: readonly BundleResults[];
  readonly evidence: readonly BundleEvidence[];
  readonly ledger: BundleLedger;
}

export interface WrittenBundle {
  readonly path: string;
  readonly files: number;
  /** Sum of the files' sizes, before packing. */
  readonly bytes: number;
}

/**
 * Writes everything that an auditor needs to one place. The target appears whole or not at all. Errors: OUTPUT_EXISTS,
 * DISK_FULL, DATA_DIR_UNWRITABLE; STORE_CORRUPT when stored content is not what its receipt says.
 */
export async function writeBundle(input: BundleInput): Promise<WrittenBundle> {
  const stage = await Stage.beside(input.out);
  const packed = `${stage.root}.zip`;
  try {
    const content = await writeContent(stage, input);
    const manifest = canonicalJson({ schemaVersion: 1, runId: input.runId, files: content.toSorted(byPath) });
    const leaf = manifestLeaf({ runId: input.runId, digest: sha256(manifest), files: content.length });
    const files = [
      await stage.write("manifest.json", manifest),
      ...content,
      ...(await writeLedger(stage, input, leaf)),
    ].toSorted(byPath);
    await stage.settle();
    if (input.out.endsWith(".zip")) {
      await packZip(
        stage.root,
        files.map(({ path }) => path),
        packed,
      );
      await placeFile(packed, input.out);
      await stage.discard();
    } else {
      await placeFolder(stage.root, input.out);
    }
    return { path: input.out, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  } catch (error) {
    await stage.discard();
    await rm(packed, { force: true });
    throw error;
  }
}

async function writeContent(stage: Stage, input: BundleInput): Promise<readonly StagedFile[]> {
  const files = [
    await stage.write("assessment.json", input.assessment.json),
    await stage.write("report.html", input.reportHtml),
    await stage.write("verify.py", await readFile(new URL("./verify.py", import.meta.url))),
    await stage.write(
      "README.txt",
      readmeText({ runId: input.runId, origin: input.ledger.origin, vkey: input.ledger.vkey }),
    ),
  ];
  for (const { checkId, open } of input.results) files.push(await stage.write(`results/${checkId}.ndjson`, open()));
  for (const evidence of input.evidence) files.push(...(await writeEvidence(stage, evidence)));
  return files;
}

async function writeEvidence(stage: Stage, evidence: BundleEvidence): Promise<readonly StagedFile[]> {
  const folder = `evidence/${evidence.id}`;
  const receipt = JSON.parse(Buffer.from(evidence.receipt).toString("utf8")) as Evidence;
  const records = await stage.write(`${folder}/records.ndjson`, evidence.records());
  const exchanges = await stage.write(`${folder}/exchanges.ndjson`, evidence.exchanges());
  const gaps = evidence.gaps === undefined ? undefined : await stage.write(`${folder}/gaps.ndjson`, evidence.gaps());
  requireSealed(records.sha256 === receipt.records.digest, records.path);
  requireSealed(exchanges.sha256 === receipt.exchanges.digest, exchanges.path);
  requireSealed(gaps?.sha256 === receipt.gapsDigest, `${folder}/gaps.ndjson`);
  return [
    await stage.write(`${folder}/receipt.json`, evidence.receipt),
    records,
    exchanges,
    ...(gaps === undefined ? [] : [gaps]),
    await stage.write(`${folder}/salt`, `${evidence.saltSeed}\n`),
  ];
}

function requireSealed(holds: boolean, place: string): void {
  if (holds) return;
  throw new ExhibitError("STORE_CORRUPT", "stored content is not what its sealed receipt says", {
    place,
    remedy: "restore the data directory's objects and database from a backup, or collect again",
  });
}

/** Seals the manifest, publishes, and proves every entry of the bundle against that one checkpoint. */
async function writeLedger(
  stage: Stage,
  { assessment, evidence, ledger }: BundleInput,
  leaf: Uint8Array,
): Promise<readonly StagedFile[]> {
  const manifestIndex = await ledger.sealManifest(leaf);
  const checkpoint = await ledger.publish();
  const files = [
    await stage.write("ledger/checkpoint", checkpoint.note),
    await stage.write("ledger/vkey", `${ledger.vkey}\n`),
    await stage.write("ledger/policy", ledger.policy),
    await stage.write("ledger/manifest-receipt.json", leaf),
    await stage.write("ledger/assessment-receipt.json", assessment.leaf),
  ];
  const entries = [
    { name: "manifest", index: manifestIndex },
    { name: "assessment", index: assessment.ledgerIndex },
    ...evidence.map(({ id, ledgerIndex }) => ({ name: id, index: ledgerIndex })),
  ];
  for (const { name, index } of entries) {
    const proof = await ledger.proof(index, checkpoint);
    if (!proof.endsWith(`\n\n${checkpoint.note}`)) {
      throw new ExhibitError("INTERNAL", "a proof was made against another checkpoint than the bundle's", {
        place: `ledger/proofs/${name}.tlog-proof`,
      });
    }
    files.push(await stage.write(`ledger/proofs/${name}.tlog-proof`, proof));
  }
  return files;
}

function byPath(a: StagedFile, b: StagedFile): number {
  return a.path < b.path ? -1 : 1;
}
