import { hashLeaf, holdsInclusion } from "../../ledger/verify/merkle.ts";
import { readCheckpoint, readKey, readProof, type SignedTree } from "../../ledger/verify/note.ts";
import { readWhole, strictText, type VerifyReport } from "./verify-report.ts";
import type { BundleSource } from "./verify-source.ts";

export const VKEY = "ledger/vkey";
export const POLICY = "ledger/policy";
export const CHECKPOINT = "ledger/checkpoint";

/** The signed tree that everything else in the bundle must be under. */
export interface Trust {
  readonly tree: SignedTree;
  readonly checkpoint: string;
}

/** Checks key, policy and checkpoint; undefined when there is nothing that the rest could be held against. */
export async function verifyTrust(
  source: BundleSource,
  report: VerifyReport,
  trustedVkey: string | undefined,
): Promise<Trust | undefined> {
  const vkeyText = await text(source, report, VKEY);
  const key = vkeyText?.endsWith("\n") === true ? readKey(vkeyText.slice(0, -1)) : undefined;
  if (key === undefined) {
    report.fail(VKEY, "is not an Ed25519 key line whose fingerprint holds");
    return undefined;
  }
  if (trustedVkey !== undefined && trustedVkey.trim() !== key.text) {
    report.fail(VKEY, `is not the trusted key: the bundle has ${key.text}, trusted is ${trustedVkey.trim()}`);
    return undefined;
  }
  report.hold(VKEY);
  const policy = await text(source, report, POLICY);
  if (policy !== `log ${key.text}\nquorum none\n`) report.fail(POLICY, "is not the policy of the key in ledger/vkey");
  report.hold(POLICY);
  const checkpoint = await text(source, report, CHECKPOINT);
  const tree = checkpoint === undefined ? "cannot be read" : readCheckpoint(checkpoint, key);
  if (typeof tree === "string") {
    report.fail(CHECKPOINT, tree);
    return undefined;
  }
  report.hold(CHECKPOINT);
  return { tree, checkpoint: checkpoint ?? "" };
}

/** Why the proof file does not prove the leaf, or undefined when it does. */
export function proofProblem(
  proofBytes: Buffer,
  leaf: Uint8Array,
  { tree, checkpoint }: Trust,
): { readonly problem: string; readonly form: boolean } | undefined {
  const proof = readProof(strictText(proofBytes) ?? "");
  if (proof === undefined) return { problem: "is not a tlog-proof", form: true };
  if (proof.checkpoint !== checkpoint)
    return { problem: "carries another checkpoint than ledger/checkpoint", form: true };
  const holds = holdsInclusion(proof.index, tree.size, hashLeaf(leaf), proof.path, tree.root);
  return holds ? undefined : { problem: "does not lead from its receipt to the signed root", form: false };
}

async function text(source: BundleSource, report: VerifyReport, name: string): Promise<string | undefined> {
  const bytes = await readWhole(source, name);
  if (typeof bytes === "string") {
    report.fail(name, bytes);
    return undefined;
  }
  return strictText(bytes);
}
