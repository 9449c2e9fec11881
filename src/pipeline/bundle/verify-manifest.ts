import { canonicalText, isMembers, readCanonicalObject } from "../../ledger/verify/json.ts";
import { hexDigest, readWhole, strictText, type VerifyReport } from "./verify-report.ts";
import type { BundleSource } from "./verify-source.ts";
import { proofProblem, type Trust } from "./verify-trust.ts";

export const MANIFEST = "manifest.json";
export const MANIFEST_RECEIPT = "ledger/manifest-receipt.json";
export const MANIFEST_PROOF = "ledger/proofs/manifest.tlog-proof";

export interface ManifestEntry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly runId: string;
  readonly files: readonly ManifestEntry[];
}

/** Checks manifest, its receipt and its proof; undefined when the list of files cannot be believed. */
export async function verifyManifest(
  source: BundleSource,
  report: VerifyReport,
  trust: Trust,
): Promise<Manifest | undefined> {
  const parts = await Promise.all([MANIFEST, MANIFEST_RECEIPT, MANIFEST_PROOF].map((name) => readWhole(source, name)));
  for (const [place, name] of [MANIFEST, MANIFEST_RECEIPT, MANIFEST_PROOF].entries()) {
    const part = parts[place];
    if (typeof part === "string") report.fail(name, part);
  }
  const [bytes, receipt, proof] = parts.map((part) => (typeof part === "string" ? undefined : part));
  if (bytes === undefined || receipt === undefined || proof === undefined) return undefined;
  const manifest = parseManifest(bytes);
  const isOwn = manifest !== undefined && receipt.equals(Buffer.from(leafOf(manifest, bytes)));
  const wrong = proofProblem(proof, receipt, trust);
  if (wrong?.form === true || (wrong !== undefined && isOwn)) report.fail(MANIFEST_PROOF, wrong.problem);
  else if (wrong !== undefined) report.fail(MANIFEST_RECEIPT, "is not the entry that its proof leads from");
  else if (!isOwn)
    report.fail(
      MANIFEST,
      manifest === undefined ? "is not a well-formed list of files" : "is not the list of files that was sealed",
    );
  if (wrong?.form === true && !isOwn) report.fail(MANIFEST, "does not match its receipt");
  report.hold(MANIFEST_PROOF);
  report.hold(MANIFEST_RECEIPT);
  report.hold(MANIFEST);
  return report.holds(MANIFEST) && report.holds(MANIFEST_RECEIPT) && report.holds(MANIFEST_PROOF)
    ? manifest
    : undefined;
}

/** The ledger entry that speaks for a manifest. */
function leafOf(manifest: Manifest, bytes: Buffer): string {
  return canonicalText({
    type: "manifest",
    schemaVersion: 1,
    runId: manifest.runId,
    digest: hexDigest(bytes),
    files: manifest.files.length,
  });
}

function parseManifest(bytes: Buffer): Manifest | undefined {
  const value = readCanonicalObject(strictText(bytes) ?? "");
  if (value?.["schemaVersion"] !== 1 || Object.keys(value).length !== 3) return undefined;
  const { runId, files } = value;
  if (typeof runId !== "string" || !Array.isArray(files)) return undefined;
  const entries = files.filter(isEntry);
  const ordered = entries.every(({ path }, place) => place === 0 || (entries[place - 1]?.path ?? "") < path);
  return entries.length === files.length && ordered ? { runId, files: entries } : undefined;
}

function isEntry(value: unknown): value is ManifestEntry {
  if (!isMembers(value) || Object.keys(value).length !== 3) return false;
  const { path, bytes, sha256 } = value;
  const sound =
    typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256) && Number.isSafeInteger(bytes) && Number(bytes) >= 0;
  return sound && typeof path === "string" && isContentPath(path);
}

/** Inside the bundle, and neither the manifest nor of the ledger folder, which speak for themselves. */
function isContentPath(path: string): boolean {
  const parts = path.split("/");
  return (
    path !== MANIFEST &&
    parts[0] !== "ledger" &&
    parts.every((part) => part !== "" && part !== "." && part !== ".." && !part.includes("\\"))
  );
}
