import { canonicalText, isMembers, readCanonicalObject, type Members } from "../../ledger/verify/json.ts";
import { measureLines, type RecordsSeen } from "../../ledger/verify/records.ts";
import { messageOf } from "../../core/errors.ts";
import type { ManifestEntry } from "./verify-manifest.ts";
import { hexDigest, readWhole, strictText, type VerifyReport } from "./verify-report.ts";
import type { BundleSource } from "./verify-source.ts";
import { proofProblem, type Trust } from "./verify-trust.ts";

export interface EvidenceToVerify {
  readonly id: string;
  /** Entries of the manifest by the file's name inside the evidence folder. */
  readonly files: ReadonlyMap<string, ManifestEntry>;
}

/** Checks one evidence folder: files against the manifest, the receipt against its proof, the data against the receipt. */
export async function verifyEvidence(
  source: BundleSource,
  report: VerifyReport,
  trust: Trust,
  { id, files }: EvidenceToVerify,
): Promise<void> {
  const path = (name: string): string => `evidence/${id}/${name}`;
  for (const name of ["receipt.json", "records.ndjson", "exchanges.ndjson", "salt"]) {
    if (!files.has(name)) report.fail(path(name), "is not in the manifest");
  }
  const receipt = await wholeFile(source, report, files.get("receipt.json"));
  const facts = receipt === undefined ? undefined : readCanonicalObject(strictText(receipt) ?? "");
  if (receipt !== undefined) {
    const problem = facts === undefined ? "is not a canonical JSON object" : receiptProblem(facts, id);
    if (problem !== undefined) report.fail(path("receipt.json"), problem);
    await verifyProof(source, report, trust, id, receipt);
  }
  const saltText = strictText((await wholeFile(source, report, files.get("salt"))) ?? Buffer.alloc(0));
  const seed = /^([0-9a-f]{64})\n$/.exec(saltText ?? "")?.[1];
  if (seed === undefined) report.fail(path("salt"), "is not a salt seed of 64 hexadecimal digits");
  const records = await lines(source, report, files.get("records.ndjson"), seed);
  const exchanges = await lines(source, report, files.get("exchanges.ndjson"));
  const gaps = await lines(source, report, files.get("gaps.ndjson"));
  if (facts === undefined || !report.holds(path("receipt.json"))) return;
  if (records !== undefined) report.check(path("records.ndjson"), recordsProblem(records, facts));
  if (exchanges !== undefined) report.check(path("exchanges.ndjson"), exchangesProblem(exchanges, facts));
  const gapsDigest = facts["gapsDigest"];
  if (files.has("gaps.ndjson") !== (gapsDigest !== undefined))
    report.fail(
      path("gaps.ndjson"),
      gapsDigest === undefined ? "has no place: the receipt names no gaps" : "is missing",
    );
  if (gaps !== undefined && gaps.digest !== gapsDigest)
    report.fail(path("gaps.ndjson"), "is not the list of gaps that was sealed");
}

async function verifyProof(
  source: BundleSource,
  report: VerifyReport,
  trust: Trust,
  id: string,
  receipt: Buffer,
): Promise<void> {
  const name = `ledger/proofs/${id}.tlog-proof`;
  const proof = await readWhole(source, name);
  const problem = typeof proof === "string" ? proof : proofProblem(proof, receipt, trust)?.problem;
  report.check(name, problem);
}

export function receiptProblem(facts: Members, id: string): string | undefined {
  const { id: ownId, runId: _runId, ...rest } = facts;
  if (facts["type"] !== "evidence" || facts["schemaVersion"] !== 1) return "is not an evidence receipt";
  if (ownId !== id) return "belongs to another folder";
  if (id !== `ev_${hexDigest(Buffer.from(canonicalText(rest))).slice(0, 40)}`)
    return "has an id that is not the digest of its content";
  return isMembers(facts["records"]) && isMembers(facts["exchanges"]) ? undefined : "names no records or exchanges";
}

function recordsProblem(seen: RecordsSeen, facts: Members): string | undefined {
  const sealed = facts["records"];
  if (!isMembers(sealed)) return "cannot be compared: the receipt names no records";
  if (!seen.ended) return "does not end with a newline";
  if (seen.digest !== sealed["digest"]) return "is not what was sealed: its digest differs from the receipt's";
  if (seen.count !== sealed["count"] || seen.bytes !== sealed["bytes"])
    return "has another number of records or bytes than the receipt";
  if (seen.root !== undefined && seen.root !== sealed["recordsRoot"])
    return "does not give the receipt's recordsRoot with this salt";
  return undefined;
}

function exchangesProblem(seen: RecordsSeen, facts: Members): string | undefined {
  const sealed = facts["exchanges"];
  if (!isMembers(sealed) || seen.digest !== sealed["digest"]) return "is not the list of exchanges that was sealed";
  return seen.count === sealed["count"] && seen.ended ? undefined : "has another number of exchanges than the receipt";
}

/** Bytes of a small file that are as the manifest says; anything else is reported. */
async function wholeFile(
  source: BundleSource,
  report: VerifyReport,
  entry: ManifestEntry | undefined,
): Promise<Buffer | undefined> {
  if (entry === undefined) return undefined;
  const bytes = await readWhole(source, entry.path);
  const problem = typeof bytes === "string" ? bytes : differs(entry, bytes.length, hexDigest(bytes));
  report.check(entry.path, problem);
  return problem === undefined && typeof bytes !== "string" ? bytes : undefined;
}

/** Measures a file of any size that is as the manifest says; anything else is reported. */
export async function lines(
  source: BundleSource,
  report: VerifyReport,
  entry: ManifestEntry | undefined,
  seed?: string,
): Promise<RecordsSeen | undefined> {
  if (entry === undefined) return undefined;
  if (!source.names.includes(entry.path)) {
    report.fail(entry.path, "is missing");
    return undefined;
  }
  try {
    const seen = await measureLines(source.open(entry.path), seed);
    const problem = differs(entry, seen.bytes, seen.digest);
    if (problem !== undefined) report.fail(entry.path, problem);
    return problem === undefined ? seen : undefined;
  } catch (error) {
    report.fail(entry.path, `cannot be read: ${messageOf(error)}`);
    return undefined;
  } finally {
    report.hold(entry.path);
  }
}

function differs(entry: ManifestEntry, bytes: number, digest: string): string | undefined {
  if (bytes !== entry.bytes) return `has ${bytes} bytes; the manifest says ${entry.bytes}`;
  return digest === entry.sha256 ? undefined : "has another SHA-256 than the manifest says";
}
