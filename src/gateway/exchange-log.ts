import { deflateRawSync, inflateRawSync } from "node:zlib";
import { canonicalJson } from "../core/canonical.ts";
import { sha256 } from "../core/digest.ts";
import type { ExchangeRecord, ExchangeSummary } from "../core/evidence.ts";

/** Which exchanges: all of them, or those of a label, of operations. */
export interface LogFilter {
  readonly label?: string;
  readonly operations?: ReadonlySet<string>;
}

export interface ExchangeLog {
  append(record: ExchangeRecord): void;
  /** In order of `n`. */
  read(filter: LogFilter): Iterable<ExchangeRecord>;
  /** Attempts by operation. */
  calls(): Readonly<Record<string, number>>;
  /** Median of platform time minus ours in whole seconds; undefined when no answer carried a Date. */
  clockSkewSeconds(): number | undefined;
}

interface Block {
  readonly labels: ReadonlySet<string>;
  readonly operations: ReadonlySet<string>;
  readonly lines: Buffer;
}

// Records are packed in blocks as soon as a block is full: about 100 bytes an exchange, nearly all of it digests.
const BLOCK = 512;

/** Holds the list of exchanges of a session in little memory; bodies are never here. */
export function createExchangeLog(): ExchangeLog {
  const blocks: Block[] = [];
  let open: ExchangeRecord[] = [];
  let last = 0;
  let sorted = true;
  const calls = new Map<string, number>();
  const skews = new Map<number, number>();

  function* inOrderOfArrival(filter: LogFilter): Generator<ExchangeRecord> {
    for (const { labels, operations, lines } of blocks) {
      if (filter.label !== undefined && !labels.has(filter.label)) continue;
      if (filter.operations !== undefined && !operations.values().some((id) => filter.operations?.has(id) === true))
        continue;
      const records = JSON.parse(inflateRawSync(lines).toString("utf8")) as ExchangeRecord[];
      yield* records.filter((record) => matches(record, filter));
    }
    yield* open.filter((record) => matches(record, filter));
  }

  return {
    append(record) {
      if (record.n < last) sorted = false;
      last = record.n;
      calls.set(record.operation, (calls.get(record.operation) ?? 0) + 1);
      const skew = skewSeconds(record);
      if (skew !== undefined) skews.set(skew, (skews.get(skew) ?? 0) + 1);
      open.push(record);
      if (open.length < BLOCK) return;
      blocks.push({
        labels: new Set(open.map(({ label }) => label)),
        operations: new Set(open.map(({ operation }) => operation)),
        lines: deflateRawSync(JSON.stringify(open)),
      });
      open = [];
    },
    *read(filter) {
      // Only a replay appends out of order: there `n` is that of the recorded session.
      if (sorted) yield* inOrderOfArrival(filter);
      else yield* [...inOrderOfArrival(filter)].toSorted((a, b) => a.n - b.n);
    },
    calls: () => Object.fromEntries([...calls].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    clockSkewSeconds: () => median(skews),
  };
}

/** What a receipt says of these exchanges: digest of their canonical NDJSON, how many, and attempts by operation. */
export function summarizeExchanges(
  records: Iterable<ExchangeRecord>,
): Omit<ExchangeSummary, "archive"> & { readonly ndjson: string } {
  let ndjson = "";
  let count = 0;
  const calls = new Map<string, number>();
  for (const record of records) {
    ndjson += `${canonicalJson(record)}\n`;
    count += 1;
    calls.set(record.operation, (calls.get(record.operation) ?? 0) + 1);
  }
  return {
    digest: sha256(ndjson),
    count,
    calls: Object.fromEntries([...calls].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ndjson,
  };
}

function matches(record: ExchangeRecord, filter: LogFilter): boolean {
  return (
    (filter.label === undefined || record.label === filter.label) &&
    (filter.operations === undefined || filter.operations.has(record.operation))
  );
}

// A Date header is cut to the second, so the platform's time was half a second later on average; ours is the middle.
function skewSeconds({ platformDate, startedAt, endedAt }: ExchangeRecord): number | undefined {
  if (platformDate === undefined) return undefined;
  const middle = (Date.parse(startedAt) + Date.parse(endedAt)) / 2;
  return Math.round((Date.parse(platformDate) + 500 - middle) / 1000);
}

function median(counts: ReadonlyMap<number, number>): number | undefined {
  const total = counts.values().reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [skew, count] of [...counts].toSorted(([a], [b]) => a - b)) {
    seen += count;
    if (seen * 2 >= total) return skew;
  }
  return undefined;
}
