import { readFile } from "node:fs/promises";
import { ExhibitError } from "../../core/errors.ts";
import { ASSESSMENT, ASSESSMENT_PROOF, ASSESSMENT_RECEIPT, verifyAssessment } from "./verify-assessment.ts";
import { verifyDisclosure } from "./verify-disclosure.ts";
import { lines, verifyEvidence } from "./verify-evidence.ts";
import {
  MANIFEST,
  MANIFEST_PROOF,
  MANIFEST_RECEIPT,
  verifyManifest,
  type Manifest,
  type ManifestEntry,
} from "./verify-manifest.ts";
import { VerifyReport, type VerifiedFile } from "./verify-report.ts";
import { openBundle, type BundleSource } from "./verify-source.ts";
import { CHECKPOINT, POLICY, verifyTrust, VKEY } from "./verify-trust.ts";

export type { VerifiedFile } from "./verify-report.ts";

export interface VerifyOptions {
  /**
   * The ledger's key as the auditor got it by another way. Without it the bundle only shows that it agrees with itself and
   * with the key that it brings along.
   */
  readonly vkey?: string;
}

const LEDGER_FILES = [VKEY, POLICY, CHECKPOINT, MANIFEST_RECEIPT, MANIFEST_PROOF, ASSESSMENT_RECEIPT, ASSESSMENT_PROOF];
const REQUIRED = [ASSESSMENT, "report.html", "verify.py", "README.txt"];

/**
 * Checks a bundle (directory or .zip) from the signed checkpoint down to every byte of every file. The verdict is `ok` on
 * every entry; entries come in the order of checking, so the first that is not ok is nearest to the fault. Shares no code
 * with what writes bundles. BUNDLE_INVALID when the path is neither a directory nor a zip archive.
 */
export async function verifyBundle(path: string, options: VerifyOptions = {}): Promise<readonly VerifiedFile[]> {
  const source = await openBundle(path);
  try {
    return await verifySource(source, options);
  } finally {
    source.close();
  }
}

/** Checks a file with one disclosed record. BUNDLE_INVALID when it cannot be read. */
export async function verifyRecordFile(path: string, options: VerifyOptions = {}): Promise<readonly VerifiedFile[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new ExhibitError("BUNDLE_INVALID", "the record's file cannot be read", {
      place: path,
      remedy: "name a file that `exhibit evidence --disclose` wrote",
      cause,
    });
  }
  return verifyDisclosure(text, options);
}

/** {@link verifyBundle} for files that are stored in some other way. */
export async function verifySource(
  source: BundleSource,
  options: VerifyOptions = {},
): Promise<readonly VerifiedFile[]> {
  const report = new VerifyReport();
  for (const { file, problem } of source.oddities) report.fail(file, problem);
  await verifyAll(source, report, options.vkey);
  return report.list();
}

async function verifyAll(source: BundleSource, report: VerifyReport, vkey: string | undefined): Promise<void> {
  const trust = await verifyTrust(source, report, vkey);
  const manifest = trust && (await verifyManifest(source, report, trust));
  if (trust === undefined || manifest === undefined) {
    const cause = trust === undefined ? "the ledger's key and checkpoint do not hold" : `${MANIFEST} does not hold`;
    for (const name of [...LEDGER_FILES, MANIFEST, ...source.names])
      if (!report.has(name)) report.fail(name, `not checked: ${cause}`);
    return;
  }
  const evidence = evidenceFiles(manifest);
  const expected = new Set([
    ...LEDGER_FILES,
    MANIFEST,
    ...manifest.files.map((file) => file.path),
    ...[...evidence.keys()].map((id) => `ledger/proofs/${id}.tlog-proof`),
  ]);
  for (const name of source.names) if (!expected.has(name)) report.fail(name, "has no place in this bundle");
  for (const name of REQUIRED)
    if (!manifest.files.some((file) => file.path === name)) report.fail(name, "is not in the manifest");
  await verifyAssessment(source, report, trust, manifest);
  for (const entry of manifest.files) if (!entry.path.startsWith("evidence/")) await lines(source, report, entry);
  for (const [id, files] of evidence) await verifyEvidence(source, report, trust, { id, files });
  for (const entry of manifest.files) if (!report.has(entry.path)) await lines(source, report, entry);
}

/** Manifest entries below `evidence/<id>/`, by id and file name. */
function evidenceFiles(manifest: Manifest): ReadonlyMap<string, ReadonlyMap<string, ManifestEntry>> {
  const folders = new Map<string, Map<string, ManifestEntry>>();
  for (const entry of manifest.files) {
    const [, id, name] = /^evidence\/([^/]+)\/(.+)$/.exec(entry.path) ?? [];
    if (id === undefined || name === undefined) continue;
    const files = folders.get(id) ?? new Map<string, ManifestEntry>();
    folders.set(id, files.set(name, entry));
  }
  return folders;
}
