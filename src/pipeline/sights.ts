import { scopeKey, type CheckResult, type CheckRunRow, type OutcomeCounts } from "../core/index.ts";
import { byteLines } from "../ledger/records.ts";
import { isPass } from "./evaluate/result-file.ts";
import { readPacked } from "./packing.ts";
import type { Workshop } from "./ports.ts";

/** What one run saw of one scope under one check. */
export interface Sight {
  /** By {@link placeOf}. */
  readonly place: string;
  readonly connection: string;
  readonly scope: string;
  readonly counts: OutcomeCounts;
  /** `*` is undetermined: the scope was seen in part at most, and nobody knows what was not. */
  readonly blind: boolean;
}

/**
 * Whether a run saw a scope as a whole. Only then does the absence of a resource say anything of it. A scope that the run
 * did not judge at all was not looked at.
 */
export function sawWhole(sight: Sight | undefined): boolean {
  return sight !== undefined && !sight.blind;
}

/** A resource under a check, as a key. */
export function keyOf({ checkId, connection, scope, subject }: Subject): string {
  return JSON.stringify([checkId, connection, scopeKey(scope), subject]);
}

/** A scope under a check, as a key. */
export function placeOf({ checkId, connection, scope }: Place): string {
  return JSON.stringify([checkId, connection, scopeKey(scope)]);
}

export type Place = Pick<CheckResult, "checkId" | "connection" | "scope">;
type Subject = Pick<CheckResult, "checkId" | "connection" | "scope" | "subject">;

export interface SightReader {
  /** Whether the passes of this place are told too; they are many, and counted without being parsed. */
  passes(place: Place): boolean;
  each(result: CheckResult): void;
}

/** Reads all results of one check in one run; what it saw, by {@link placeOf}. PAYLOAD_REMOVED where retention took them. */
export async function readSights(
  workshop: Pick<Workshop, "blobs">,
  row: Pick<CheckRunRow, "resultsBlob" | "resultsBytes">,
  reader: SightReader,
): Promise<ReadonlyMap<string, Sight>> {
  const heads = new Map<string, Tally>();
  if (row.resultsBytes === 0) return new Map();
  for await (const line of byteLines(readPacked(workshop.blobs, row.resultsBlob))) {
    const head = line.toString("utf8", 0, line.indexOf(SUBJECT));
    let tally = heads.get(head);
    if (tally === undefined) heads.set(head, (tally = tallyOf(head, reader)));
    if (isPass(line)) {
      tally.counts.pass += 1;
      if (!tally.passes) continue;
    }
    const result = JSON.parse(line.toString("utf8")) as CheckResult;
    if (result.outcome !== "pass")
      tally.counts[result.outcome === "not-applicable" ? "notApplicable" : result.outcome] += 1;
    if (result.subject === "*" && result.outcome === "undetermined") tally.blind = true;
    reader.each(result);
  }
  return new Map([...heads.values()].map(({ passes: _passes, ...sight }) => [sight.place, sight]));
}

/** Where a result stops being about check, connection and scope; within a JSON string its quotes would be escaped. */
const SUBJECT = ',"subject":';

interface Tally extends Sight {
  readonly passes: boolean;
  readonly counts: { -readonly [name in keyof OutcomeCounts]: number };
  blind: boolean;
}

function tallyOf(head: string, reader: SightReader): Tally {
  const about = JSON.parse(`${head}}`) as Place;
  return {
    place: placeOf(about),
    connection: about.connection,
    scope: scopeKey(about.scope),
    passes: reader.passes(about),
    counts: { pass: 0, fail: 0, notApplicable: 0, undetermined: 0 },
    blind: false,
  };
}
