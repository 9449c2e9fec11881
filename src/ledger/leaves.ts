import { canonicalJson, sha256, type Digest, type Instant } from "../core/index.ts";

/**
 * Ledger entries of what Exhibit itself writes; that of evidence is its receipt. Each is canonical JSON, so that its bytes
 * can be made again from what it speaks of.
 */
export function manifestLeaf(manifest: {
  readonly runId: string;
  readonly digest: Digest;
  readonly files: number;
}): Buffer {
  return Buffer.from(canonicalJson({ type: "manifest", schemaVersion: 1, ...manifest }));
}

export function assessmentLeaf(assessment: {
  readonly runId: string;
  /** SHA-256 of the bytes of `assessment.json`. */
  readonly digest: Digest;
  readonly resultsDigest: Digest;
  readonly origin?: "snapshot" | "reassess";
  readonly asOf?: Instant;
}): Buffer {
  return Buffer.from(canonicalJson({ type: "assessment", schemaVersion: 1, ...assessment }));
}

/** One digest for all results of a run: SHA-256 of the canonical list of `{checkId, digest}` in order of checkId. */
export function resultsDigest(results: readonly { readonly checkId: string; readonly digest: Digest }[]): Digest {
  const list = results.map(({ checkId, digest }) => ({ checkId, digest }));
  return sha256(canonicalJson(list.toSorted((a, b) => (a.checkId < b.checkId ? -1 : 1))));
}
