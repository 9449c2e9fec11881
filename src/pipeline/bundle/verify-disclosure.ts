import { isMembers, readCanonicalObject } from "../../ledger/verify/json.ts";
import { hashLeaf, holdsInclusion } from "../../ledger/verify/merkle.ts";
import { readCheckpoint, readKey, readProof } from "../../ledger/verify/note.ts";
import { hashRecord } from "../../ledger/verify/records.ts";
import { receiptProblem } from "./verify-evidence.ts";
import type { VerifiedFile } from "./verify-report.ts";

const TEXTS = ["record", "salt", "receipt", "ledgerProof", "vkey"] as const;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Checks a file with one disclosed record, alone: record and salt under the receipt's `recordsRoot`, the receipt under the
 * signed checkpoint, the checkpoint under the key, and the key against `vkey` when given. One entry for each of these parts.
 */
export function verifyDisclosure(text: string, options: { readonly vkey?: string } = {}): readonly VerifiedFile[] {
  const problems = disclosureProblems(text, options.vkey?.trim());
  return (["vkey", "ledgerProof", "receipt", "record"] as const).map((file) => {
    const problem = problems[file];
    return problem === undefined ? { file, ok: true } : { file, ok: false, problem };
  });
}

function disclosureProblems(
  text: string,
  trusted: string | undefined,
): Partial<Record<"vkey" | "ledgerProof" | "receipt" | "record", string>> {
  const value = parse(text);
  if (value === undefined) return { record: "is not in a file of a disclosed record" };
  const key = readKey(value.vkey);
  if (key === undefined || (trusted !== undefined && trusted !== key.text))
    return {
      vkey: key === undefined ? "is not an Ed25519 key line whose fingerprint holds" : "is not the trusted key",
    };
  const proof = readProof(value.ledgerProof);
  const tree = proof === undefined ? "is not a tlog-proof" : readCheckpoint(proof.checkpoint, key);
  if (proof === undefined || typeof tree === "string") return { ledgerProof: String(tree) };
  const leaf = hashLeaf(Buffer.from(value.receipt));
  if (!holdsInclusion(proof.index, tree.size, leaf, proof.path, tree.root))
    return { ledgerProof: "does not lead from the receipt to the signed root" };
  const facts = readCanonicalObject(value.receipt);
  const problem = facts === undefined ? "is not a canonical JSON object" : receiptProblem(facts, String(facts["id"]));
  if (problem !== undefined) return { receipt: problem };
  const sealed = facts?.["records"];
  if (!isMembers(sealed) || typeof sealed["recordsRoot"] !== "string" || !HASH.test(sealed["recordsRoot"]))
    return { receipt: "has no recordsRoot" };
  if (sealed["count"] !== value.size) return { record: "states another number of records than the receipt" };
  const own = hashRecord(Buffer.from(value.salt, "hex"), Buffer.from(value.record));
  const path = value.path.map((item) => Buffer.from(item, "hex"));
  const under = holdsInclusion(value.index, value.size, own, path, Buffer.from(sealed["recordsRoot"], "hex"));
  return under ? {} : { record: "is not under the receipt's recordsRoot" };
}

interface Parts extends Record<(typeof TEXTS)[number], string> {
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
}

function parse(text: string): Parts | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isMembers(value) || Object.keys(value).length !== TEXTS.length + 3) return undefined;
  const { index, size, path, salt } = value;
  const isSound =
    TEXTS.every((name) => typeof value[name] === "string") &&
    Number.isSafeInteger(index) &&
    Number.isSafeInteger(size) &&
    Array.isArray(path) &&
    [salt, ...path].every((item) => typeof item === "string" && HASH.test(item));
  return isSound ? (value as unknown as Parts) : undefined;
}
