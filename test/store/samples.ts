import {
  canonicalJson,
  sha256,
  uuidV7,
  type CheckResult,
  type CheckRunRow,
  type Evidence,
  type Outcome,
  type Run,
  type SealEntry,
} from "#core";

const AT = "2026-11-22T05:31:00.000Z";

let instant = Date.parse(AT);

/** Fresh id; later calls give greater ones. */
export function newRunId(): string {
  instant += 1_000;
  return uuidV7(new Date(instant));
}

export function sampleRun(id: string, fields: Partial<Run> = {}): Run {
  return {
    id,
    trigger: "demand",
    connections: ["aws-main"],
    controls: [],
    startedAt: AT,
    status: "running",
    step: "collect",
    versions: {
      exhibit: "0.1.0",
      node: "24.21.0",
      mapping: "2022.1",
      mappingDigest: sha256("m"),
      checksDigest: sha256("c"),
    },
    ...fields,
  };
}

/** Evidence with an id that follows from `label`. */
export function sampleEvidence(runId: string, label: string): Evidence {
  return {
    type: "evidence",
    schemaVersion: 1,
    id: `ev_${sha256(label).slice(0, 40)}`,
    runId,
    recordType: "observation",
    kind: "aws-iam.user",
    kindVersion: 1,
    connection: "aws-main",
    environment: "production",
    scope: { platform: "aws", account: "111122223333" },
    trigger: { type: "demand" },
    requestedAt: AT,
    startedAt: AT,
    completedAt: AT,
    validUntil: "2026-11-23T05:31:00.000Z",
    principal: "arn:aws:iam::111122223333:role/exhibit",
    population: { received: 2, excluded: [], complete: true },
    populationDefinition: "All users by GetAccountAuthorizationDetails.",
    exchanges: { digest: sha256(`x${label}`), count: 1, calls: { "iam:GetAccountAuthorizationDetails": 1 } },
    gaps: [],
    redactions: [],
    records: { digest: sha256(`r${label}`), count: 2, recordsRoot: sha256(`m${label}`), bytes: 99 },
    sensitivity: "internal",
    personalData: true,
    collector: { id: "aws-iam", version: "1.0.0" },
    software: { name: "exhibit", version: "0.1.0" },
  };
}

export function sealedEvidence(runId: string, label: string): SealEntry {
  const evidence = sampleEvidence(runId, label);
  return {
    leaf: new TextEncoder().encode(canonicalJson(evidence)),
    runId,
    type: "evidence",
    evidence: {
      evidence,
      recordsBlob: sha256(`rb${label}`),
      exchangesBlob: sha256(`xb${label}`),
      saltSeed: sha256(`s${label}`),
    },
  };
}

export function plainEntry(runId: string, type: string, text: string): SealEntry {
  return { leaf: new TextEncoder().encode(text), runId, type };
}

export function sampleResult(
  checkId: string,
  subject: string,
  outcome: Outcome,
  fields: Partial<CheckResult> = {},
): CheckResult {
  return {
    checkId,
    checkVersion: 1,
    connection: "aws-main",
    scope: { platform: "aws", account: "111122223333" },
    subject,
    outcome,
    ...(outcome === "undetermined" ? { reason: "denied" as const } : {}),
    expected: "MFA is active",
    observed: "MFA is not active",
    evidence: [[`ev_${sha256(subject).slice(0, 40)}`, subject]],
    paramsDigest: sha256("{}"),
    asOf: AT,
    ...fields,
  };
}

/** Counts that fit these results, with `pass` passes beside them. */
export function checkRunFor(checkId: string, results: readonly CheckResult[], pass = 0): CheckRunRow {
  const count = (outcome: Outcome): number =>
    results.filter((result) => result.checkId === checkId && result.outcome === outcome).length;
  return {
    checkId,
    checkVersion: 1,
    counts: { pass, fail: count("fail"), notApplicable: count("not-applicable"), undetermined: count("undetermined") },
    resultsBlob: sha256(`blob ${checkId}`),
    resultsDigest: sha256(`plain ${checkId}`),
    resultsBytes: 1_000,
  };
}

export async function* stream<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
