import type { AnyCheck, AnyKind } from "../../sdk/index.ts";
import type { Source, Sources } from "./sources.ts";

export interface Job {
  readonly kind: AnyKind;
  readonly source: Source;
  readonly checks: readonly AnyCheck[];
  /** The kinds that the checks read beside their own, and the captures that answer for each. */
  readonly reads: ReadonlyMap<AnyKind, readonly Source[]>;
}

/** Account by account, so that tables of one account can be forgotten before the next; deterministic in every part. */
export function jobs(checks: readonly AnyCheck[], sources: Sources): readonly Job[] {
  const kinds = new Map<string, { kind: AnyKind; checks: AnyCheck[] }>();
  for (const check of checks) {
    const entry = kinds.get(check.over.id);
    if (entry === undefined) kinds.set(check.over.id, { kind: check.over, checks: [check] });
    else entry.checks.push(check);
  }
  const all = [...kinds.values()].flatMap(({ kind, checks: over }) => {
    const read = [...new Set(over.flatMap((check) => check.reads))];
    return sources.judged(kind).map((source) => ({
      kind,
      source,
      checks: over,
      reads: new Map(read.map((other) => [other, sources.readable(other, source)])),
    }));
  });
  return all.toSorted((a, b) => compare(order(a), order(b)));
}

function order({ kind, source }: Job): string {
  return [source.connection, source.scope.platform, source.scope.account, kind.id, source.scope.region ?? ""].join(
    "\n",
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
