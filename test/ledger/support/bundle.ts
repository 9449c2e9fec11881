import { canonicalJson, sha256, type Evidence } from "#core";
import { assessmentLeaf, resultsDigest } from "../../../src/ledger/leaves.ts";
import { byteLines, recordsRoot, saltSeed } from "../../../src/ledger/records.ts";
import { openLedger, type Ledger } from "../../../src/ledger/writer.ts";
import type { BundleEvidence, BundleInput } from "../../../src/pipeline/bundle/write.ts";
import { MemoryLedgerStore, numbered } from "./memory-store.ts";
import { testSigner } from "./scratch.ts";

export const RUN_ID = "0198c0de-0000-7000-8000-000000000001";
const AT = "2026-03-01T08:00:00.000Z";
const SALT_KEY = Buffer.alloc(32, 0x5a);

/** A stream in pieces that do not care for lines. */
export async function* pieces(text: string, size = 37): AsyncGenerator<Uint8Array, void, void> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function ndjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

interface EvidenceText {
  readonly kind: string;
  readonly records: string;
  readonly exchanges: string;
  readonly gaps?: string;
}

/** Evidence as the pipeline seals it, with its content as text. */
export async function sealedEvidence({
  kind,
  records,
  exchanges,
  gaps,
}: EvidenceText): Promise<Omit<BundleEvidence, "ledgerIndex">> {
  const seed = saltSeed(SALT_KEY, sha256(records));
  const count = records.split("\n").length - 1;
  const facts = {
    type: "evidence",
    schemaVersion: 1,
    recordType: "observation",
    kind,
    kindVersion: 1,
    connection: "aws-main",
    environment: "production",
    scope: { platform: "aws", account: "111122223333" },
    trigger: { type: "demand" },
    requestedAt: AT,
    startedAt: AT,
    completedAt: AT,
    clockSkewSeconds: 0.25,
    validUntil: "2026-03-02T08:00:00.000Z",
    principal: "arn:aws:sts::111122223333:assumed-role/exhibit-reader/exhibit",
    population: { received: count, excluded: [], complete: gaps === undefined },
    populationDefinition: "Users of the account, “active” or not.",
    exchanges: { digest: sha256(exchanges), count: exchanges.split("\n").length - 1, calls: { "iam:ListUsers": 1 } },
    gaps:
      gaps === undefined
        ? []
        : [{ reason: "denied", operation: "iam:GetUser", detail: "denied", count: 1, subjects: ["bob"] }],
    ...(gaps === undefined ? {} : { gapsDigest: sha256(gaps) }),
    redactions: [],
    records: {
      digest: sha256(records),
      count,
      recordsRoot: await recordsRoot(seed, byteLines(pieces(records))),
      bytes: Buffer.byteLength(records),
    },
    sensitivity: "confidential",
    personalData: true,
    collector: { id: "aws-iam", version: "1.0.0" },
    software: { name: "exhibit", version: "0.1.0" },
  } satisfies Omit<Evidence, "id" | "runId">;
  const id = `ev_${sha256(canonicalJson(facts)).slice(0, 40)}`;
  return {
    id,
    receipt: Buffer.from(canonicalJson({ ...facts, id, runId: RUN_ID })),
    saltSeed: seed,
    records: () => pieces(records),
    exchanges: () => pieces(exchanges),
    ...(gaps === undefined ? {} : { gaps: () => pieces(gaps) }),
  };
}

export interface Scene {
  readonly input: Omit<BundleInput, "out">;
  readonly store: MemoryLedgerStore;
  readonly ledger: Ledger;
}

/** A small ledger with other entries around, two captures, two checks and an assessment, ready to be written. */
export async function bundleScene(directory: string, users = 5): Promise<Scene> {
  const store = new MemoryLedgerStore();
  const ledger = await openLedger({ store, directory, signer: testSigner() });
  store.add(...numbered(300));
  const append = (leaf: Uint8Array): number => store.leaves.push(leaf) - 1;
  const texts: readonly EvidenceText[] = [
    {
      kind: "aws-iam.user",
      records: ndjson(
        Array.from({ length: users }, (_, n) => ({
          Arn: `arn:aws:iam::111122223333:user/u${n}`,
          UserName: `Žofie ${n}`,
          MFA: n % 2 === 0,
        })),
      ),
      exchanges: ndjson([{ n: 1, operation: "iam:ListUsers", status: 200 }]),
      gaps: ndjson([
        { kind: "aws-iam.user", subject: "bob", reason: "denied", detail: "denied", operation: "iam:GetUser" },
      ]),
    },
    { kind: "aws-iam.role", records: "", exchanges: ndjson([{ n: 1, operation: "iam:ListRoles", status: 200 }]) },
  ];
  const evidence: BundleEvidence[] = [];
  for (const text of texts) {
    const sealed = await sealedEvidence(text);
    evidence.push({ ...sealed, ledgerIndex: append(sealed.receipt) });
  }
  const results = ["aws-iam-user-has-mfa", "aws-iam-no-stale-user"].map((checkId) => ({
    checkId,
    text: ndjson([{ checkId, subject: "u0", outcome: "pass" }]),
  }));
  const json = `${canonicalJson({ schemaVersion: 1, asOf: AT, run: { id: RUN_ID } })}\n`;
  const leaf = assessmentLeaf({
    runId: RUN_ID,
    origin: "snapshot",
    asOf: AT,
    digest: sha256(json),
    resultsDigest: resultsDigest(results.map(({ checkId, text }) => ({ checkId, digest: sha256(text) }))),
  });
  const input = {
    runId: RUN_ID,
    assessment: { json, leaf, ledgerIndex: append(leaf) },
    reportHtml: "<!doctype html><title>Report</title>\n",
    results: results.map(({ checkId, text }) => ({ checkId, open: () => pieces(text) })),
    evidence,
    ledger: {
      origin: ledger.origin,
      vkey: ledger.vkey,
      policy: ledger.policy,
      sealManifest: async (manifest: Uint8Array) => append(manifest),
      publish: () => ledger.publish(),
      proof: (index, checkpoint) => ledger.proof(index, checkpoint),
    },
  } satisfies Omit<BundleInput, "out">;
  return { input, store, ledger };
}
