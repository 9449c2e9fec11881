import { canonicalText, isMembers, readCanonicalObject, type Members } from "../../ledger/verify/json.ts";
import type { Manifest } from "./verify-manifest.ts";
import { hexDigest, readWhole, strictText, type VerifyReport } from "./verify-report.ts";
import type { BundleSource } from "./verify-source.ts";
import { proofProblem, type Trust } from "./verify-trust.ts";

export const ASSESSMENT = "assessment.json";
export const ASSESSMENT_RECEIPT = "ledger/assessment-receipt.json";
export const ASSESSMENT_PROOF = "ledger/proofs/assessment.tlog-proof";

/** Members that the verifier can recompute or bound; with only these, a receipt that matches cannot be the file at fault. */
const KNOWN = new Set(["type", "schemaVersion", "runId", "origin", "asOf", "digest", "resultsDigest"]);

/** Checks that the ledger entry of the assessment speaks for this run's assessment and results, and is under the root. */
export async function verifyAssessment(
  source: BundleSource,
  report: VerifyReport,
  trust: Trust,
  manifest: Manifest,
): Promise<void> {
  const receipt = await readWhole(source, ASSESSMENT_RECEIPT);
  const proof = await readWhole(source, ASSESSMENT_PROOF);
  if (typeof receipt === "string") report.fail(ASSESSMENT_RECEIPT, receipt);
  if (typeof proof === "string") report.fail(ASSESSMENT_PROOF, proof);
  if (typeof receipt === "string" || typeof proof === "string") return;
  const facts = readCanonicalObject(strictText(receipt) ?? "");
  const wrong = proofProblem(proof, receipt, trust);
  const untold = facts === undefined ? "is not a canonical JSON object" : await mismatch(source, facts, manifest);
  if (wrong?.form === true) report.fail(ASSESSMENT_PROOF, wrong.problem);
  if (untold !== undefined) report.fail(ASSESSMENT_RECEIPT, untold);
  else if (wrong !== undefined && Object.keys(facts ?? {}).some((name) => !KNOWN.has(name))) {
    report.fail(ASSESSMENT_RECEIPT, "is not the entry that its proof leads from");
  } else if (wrong !== undefined) report.fail(ASSESSMENT_PROOF, wrong.problem);
  report.hold(ASSESSMENT_RECEIPT);
  report.hold(ASSESSMENT_PROOF);
}

async function mismatch(source: BundleSource, facts: Members, manifest: Manifest): Promise<string | undefined> {
  if (facts["type"] !== "assessment" || facts["schemaVersion"] !== 1) return "is not an assessment receipt";
  if (facts["runId"] !== manifest.runId) return "is of another run than the manifest";
  const listed = manifest.files.find(({ path }) => path === ASSESSMENT);
  if (listed === undefined || facts["digest"] !== listed.sha256)
    return "names another digest than that of assessment.json";
  if (facts["resultsDigest"] !== resultsDigest(manifest)) return "names another digest than that of the results";
  if (![undefined, "snapshot", "reassess"].some((origin) => facts["origin"] === origin)) return "has an unknown origin";
  const asOf = await statedAsOf(source, listed.sha256);
  return asOf === undefined || facts["asOf"] === undefined || facts["asOf"] === asOf
    ? undefined
    : "is of another instant than assessment.json";
}

/** SHA-256 of the canonical list of `{checkId, digest}` in order of checkId. */
function resultsDigest(manifest: Manifest): string {
  const list = manifest.files.flatMap(({ path, sha256 }) => {
    const checkId = /^results\/([^/]+)\.ndjson$/.exec(path)?.[1];
    return checkId === undefined ? [] : [{ checkId, digest: sha256 }];
  });
  return hexDigest(Buffer.from(canonicalText(list.toSorted((a, b) => (a.checkId < b.checkId ? -1 : 1)))));
}

/** `asOf` of an assessment.json whose bytes are the listed ones; a damaged one is reported elsewhere. */
async function statedAsOf(source: BundleSource, sha256: string): Promise<unknown> {
  const bytes = await readWhole(source, ASSESSMENT);
  if (typeof bytes === "string" || hexDigest(bytes) !== sha256) return undefined;
  try {
    const value: unknown = JSON.parse(strictText(bytes) ?? "");
    return isMembers(value) ? value["asOf"] : "no instant";
  } catch {
    return "no instant";
  }
}
