import {
  scopeKey,
  type Gap,
  type Instant,
  type Scope,
  type StoredEvidence,
  type UndeterminedReason,
} from "../../core/index.ts";
import type { AnyKind } from "../../sdk/index.ts";
import { readPacked } from "../packing.ts";
import type { Workshop } from "../ports.ts";
import { linesOf } from "../spool.ts";

/** One capture as the evaluator sees it: how much of its population can be judged at an instant. */
export interface Source {
  readonly stored: StoredEvidence;
  readonly connection: string;
  readonly scope: Scope;
  readonly state: "complete" | "partial" | "unavailable";
  /** Why it is not complete. */
  readonly reason?: UndeterminedReason;
  readonly detail?: string;
  readonly evidenceAt: Instant;
}

export function sourceOf(stored: StoredEvidence, asOf: Instant): Source {
  const { evidence } = stored;
  const base = {
    stored,
    connection: evidence.connection,
    scope: evidence.scope,
    evidenceAt: evidence.sourceAt ?? evidence.completedAt,
  };
  if (asOf > evidence.validUntil) {
    return {
      ...base,
      state: "unavailable",
      reason: "expired",
      detail: `the evidence is of ${base.evidenceAt} and was valid until ${evidence.validUntil}`,
    };
  }
  if (evidence.population.complete) return { ...base, state: "complete" };
  const gap = evidence.gaps.find(({ subjects }) => subjects.length === 0) ?? evidence.gaps[0];
  return {
    ...base,
    state: evidence.population.received === 0 ? "unavailable" : "partial",
    reason: gap?.reason ?? "truncated",
    detail: gap === undefined ? "the source did not say that the list had ended" : `${gap.operation}: ${gap.detail}`,
  };
}

const RANK = { complete: 2, partial: 1, unavailable: 0 } as const;

/** Which captures stand for a kind, seen from one account. */
export class Sources {
  readonly #byKind = new Map<string, Source[]>();

  constructor(evidence: readonly StoredEvidence[], asOf: Instant) {
    for (const stored of evidence) {
      const source = sourceOf(stored, asOf);
      const list = this.#byKind.get(stored.evidence.kind);
      if (list === undefined) this.#byKind.set(stored.evidence.kind, [source]);
      else list.push(source);
    }
  }

  /** The captures whose subjects are judged: all scopes, or the best one a connection for facts of the organisation. */
  judged(kind: AnyKind): readonly Source[] {
    const all = this.#byKind.get(kind.id) ?? [];
    if (kind.level === "account") return all;
    const best = new Map<string, Source>();
    for (const source of all) {
      const known = best.get(source.connection);
      if (known === undefined || better(source, known)) best.set(source.connection, source);
    }
    return [...best.values()];
  }

  /** The captures that answer a read from this scope: its own region, else the whole account, else the organisation's best. */
  readable(kind: AnyKind, from: { connection: string; scope: Scope }): readonly Source[] {
    // Another platform has other accounts: what it holds (the directory's people, say) is read as a whole.
    if ((this.#byKind.get(kind.id) ?? []).some(({ scope }) => scope.platform !== from.scope.platform))
      return this.judged(kind);
    if (kind.level === "organization")
      return this.judged(kind).filter(({ connection }) => connection === from.connection);
    const account = (this.#byKind.get(kind.id) ?? []).filter(
      (source) =>
        source.connection === from.connection &&
        source.scope.platform === from.scope.platform &&
        source.scope.account === from.scope.account,
    );
    const exact = account.filter(({ scope }) => scopeKey(scope) === scopeKey(from.scope));
    if (exact.length > 0) return exact;
    const wide = account.filter(({ scope }) => scope.region === undefined);
    return wide.length > 0 ? wide : account;
  }
}

/** The fuller capture, and among equally full ones the one with records: a member account sees an empty list where it may not look. */
function better(a: Source, b: Source): boolean {
  if (RANK[a.state] !== RANK[b.state]) return RANK[a.state] > RANK[b.state];
  return a.stored.evidence.records.count > b.stored.evidence.records.count;
}

/** Record lines of a capture; the object store checks their digest while they are read. */
export function recordLines(
  workshop: Pick<Workshop, "blobs">,
  stored: StoredEvidence,
): AsyncGenerator<string, void, void> {
  return linesOf(readPacked(workshop.blobs, stored.recordsBlob));
}

/** All gaps of a capture, one by one. */
export async function* gapsOf(
  workshop: Pick<Workshop, "blobs">,
  stored: StoredEvidence,
): AsyncGenerator<Gap, void, void> {
  if (stored.gapsBlob === undefined) return;
  for await (const line of linesOf(readPacked(workshop.blobs, stored.gapsBlob))) yield JSON.parse(line) as Gap;
}
