import type { Instant, Scope, UndeterminedReason } from "#core";
import { EXAMPLE_AS_OF, Undetermined } from "./check.ts";
import type { AnyCheck, CheckContext, CheckExample, Judgement, ReadView } from "./check.ts";
import type { AnyKind, EvidenceKind } from "./kind.ts";

export const EXAMPLE_SCOPE: Scope = { platform: "aws", account: "111122223333" };

/** What a {@link ReadView} over plain records is made of. Without `missing` the population is complete. */
export interface ViewSource<R> {
  readonly kind: EvidenceKind<R>;
  readonly records: readonly R[];
  /** Why the population, or the rest of it, could not be obtained. */
  readonly missing?: UndeterminedReason;
}

/** A read view over records in memory with the meaning that {@link ReadView} documents. */
export function viewOf<R>({ kind, records, missing }: ViewSource<R>): ReadView<R> {
  const byKey = new Map(records.map((record) => [kind.key(record), record]));
  const unseen = (what: string): never => {
    throw new Undetermined(missing ?? "no-population", `${what} of ${kind.id} could not be seen: ${missing}`);
  };
  return {
    state: missing === undefined ? "complete" : records.length === 0 ? "unavailable" : "partial",
    get: (key) => byKey.get(key) ?? (missing === undefined ? undefined : unseen(key)),
    all: () => (missing === undefined ? records : unseen("the whole population")),
    seen: () => records,
  };
}

/** The judgement, with what read views and `known` threw turned into `undetermined`; any other error passes through. */
export function judge<R, P>(
  test: (record: R, ctx: CheckContext<P>) => Judgement,
  record: R,
  ctx: CheckContext<P>,
): Judgement {
  try {
    return test(record, ctx);
  } catch (error) {
    if (!(error instanceof Undetermined)) throw error;
    return { outcome: "undetermined", reason: error.reason, observed: error.message };
  }
}

/** A context of records in memory: for examples, unit tests and benchmarks. Reading an undeclared kind is an error. */
export function contextOf<P>(options: {
  readonly reads: readonly AnyKind[];
  readonly records?: Readonly<Record<string, readonly unknown[]>>;
  readonly unavailable?: Readonly<Record<string, UndeterminedReason>>;
  readonly params: P;
  readonly scope?: Scope;
  readonly asOf?: Instant;
  readonly evidenceAt?: Instant;
}): CheckContext<P> {
  const views = new Map<string, ReadView<unknown>>();
  for (const kind of options.reads) {
    const missing = options.unavailable?.[kind.id];
    const source = { kind, records: options.records?.[kind.id] ?? [], ...(missing === undefined ? {} : { missing }) };
    views.set(kind.id, viewOf(source));
  }
  const asOf = options.asOf ?? EXAMPLE_AS_OF;
  return {
    asOf,
    evidenceAt: options.evidenceAt ?? asOf,
    params: options.params,
    scope: options.scope ?? EXAMPLE_SCOPE,
    read<R>(kind: EvidenceKind<R>): ReadView<R> {
      const view = views.get(kind.id);
      if (view === undefined) throw new Error(`the check reads ${kind.id} without naming it in \`reads\``);
      return view as ReadView<R>;
    },
  };
}

/**
 * Runs one example of a check. The record, the records of other kinds and the parameters are held against their schemas
 * first, so that no example can rest on a state that evidence cannot have.
 * @throws Error when the example is not a valid one
 * @example expect(runExample(check, example).outcome).toBe(example.outcome);
 */
export function runExample(check: AnyCheck, example: CheckExample<unknown>): Judgement {
  valid(check.over, example.record, example.name);
  const kinds = new Map(check.reads.map((kind) => [kind.id, kind]));
  for (const [id, records] of Object.entries(example.reads ?? {})) {
    const kind = kinds.get(id);
    if (kind === undefined)
      throw new Error(`example "${example.name}" gives records of ${id}, which the check does not read`);
    for (const record of records) valid(kind, record, example.name);
  }
  for (const id of Object.keys(example.unavailable ?? {})) {
    if (!kinds.has(id)) throw new Error(`example "${example.name}" withholds ${id}, which the check does not read`);
  }
  const ctx = contextOf({
    reads: check.reads,
    ...(example.reads === undefined ? {} : { records: example.reads }),
    ...(example.unavailable === undefined ? {} : { unavailable: example.unavailable }),
    ...(example.asOf === undefined ? {} : { asOf: example.asOf }),
    ...(example.evidenceAt === undefined ? {} : { evidenceAt: example.evidenceAt }),
    params: check.params.parse(example.params ?? {}),
  });
  if (check.about?.(example.record, ctx.params) === false)
    return { outcome: "not-applicable", observed: "not what the statement is about" };
  return judge(check.test, example.record, ctx);
}

function valid(kind: AnyKind, record: unknown, example: string): void {
  const parsed = kind.schema.safeParse(record);
  if (!parsed.success) throw new Error(`example "${example}": not a record of ${kind.id}: ${parsed.error.message}`);
}
