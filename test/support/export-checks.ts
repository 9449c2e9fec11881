import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { parse } from "csv-parse";
import type { CheckResult } from "../../src/core/index.ts";
import { EXPORT_FORMATS, type ExportSource } from "../../src/export/index.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import type { SchemaValidator } from "./export-schemas.ts";

/** What a validated export held. */
export interface Validated {
  readonly bytes: number;
  /** Events, rows, or findings and observations. */
  readonly items: number;
  readonly problems: readonly string[];
}

export function bytesOf(source: ExportSource, formatId: string, bom = false): AsyncIterable<Uint8Array> {
  const format = EXPORT_FORMATS.find(({ id }) => id === formatId);
  if (format === undefined) throw new Error(`there is no export format ${formatId}`);
  return format.write(source, { bom });
}

export async function textOf(source: ExportSource, formatId: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(source, formatId)) chunks.push(chunk);
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}

/**
 * Holds an export against its official schema (when one is given) and against what no schema says: references resolve, ids
 * are unique, nothing undetermined is satisfied, nothing is lost.
 */
export async function validate(
  source: ExportSource,
  formatId: string,
  bytes: AsyncIterable<Uint8Array>,
  schema?: SchemaValidator,
): Promise<Validated> {
  const counter = { bytes: 0 };
  const counted = countedBytes(bytes, counter);
  const { items, problems } =
    formatId === "oscal"
      ? await validateOscal(source, counted, schema)
      : formatId.startsWith("ocsf")
        ? await validateOcsf(source, counted, schema)
        : await validateCsv(source, formatId, counted);
  return { bytes: counter.bytes, items, problems };
}

async function* countedBytes(
  bytes: AsyncIterable<Uint8Array>,
  counter: { bytes: number },
): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of bytes) {
    counter.bytes += chunk.length;
    yield chunk;
  }
}

const MOST_PROBLEMS = 10;

class Problems {
  readonly list: string[] = [];

  add(...texts: readonly string[]): void {
    for (const text of texts) if (this.list.length < MOST_PROBLEMS) this.list.push(text);
  }

  unless(holds: boolean, text: string): void {
    if (!holds) this.add(text);
  }
}

type Found = Omit<Validated, "bytes">;

interface OcsfEvent {
  readonly metadata: { readonly uid: string };
  readonly compliance: { readonly status_id: number; readonly assessments?: readonly unknown[] };
  readonly evidences?: readonly { readonly data: { readonly ledger_index: number; readonly receipt_sha256: string } }[];
  readonly unmapped: { readonly outcome: string; readonly reason?: string };
}

const OCSF_STATUS: Readonly<Record<string, number>> = { pass: 1, undetermined: 2, fail: 3, "not-applicable": 99 };

async function validateOcsf(
  source: ExportSource,
  bytes: AsyncIterable<Uint8Array>,
  schema: SchemaValidator | undefined,
): Promise<Found> {
  const problems = new Problems();
  const ids = new Set<string>();
  const outcomes = { pass: 0, fail: 0, "not-applicable": 0, undetermined: 0 };
  let items = 0;
  for await (const line of linesOf(bytes)) {
    items += 1;
    const event = JSON.parse(line) as OcsfEvent;
    const { outcome, reason } = event.unmapped;
    outcomes[outcome as keyof typeof outcomes] += 1;
    problems.add(...(schema?.problems(event) ?? []).map((problem) => `line ${items}: ${problem}`));
    problems.unless(!ids.has(event.metadata.uid), `line ${items}: ${event.metadata.uid} is not unique`);
    ids.add(event.metadata.uid);
    problems.unless(
      event.compliance.status_id === OCSF_STATUS[outcome],
      `line ${items}: ${outcome} has another status`,
    );
    problems.unless((outcome === "undetermined") === (reason !== undefined), `line ${items}: reason of ${outcome}`);
    problems.unless((event.evidences?.length ?? 0) > 0, `line ${items}: no evidence`);
  }
  problems.unless(sameCounts(outcomes, source), `outcomes are ${JSON.stringify(outcomes)}`);
  return { items, problems: problems.list };
}

function sameCounts(outcomes: Readonly<Record<string, number>>, { counts }: ExportSource): boolean {
  const sum = (of: (row: ExportSource["counts"][number]["counts"]) => number): number =>
    counts.reduce((total, row) => total + of(row.counts), 0);
  return (
    outcomes["pass"] === sum(({ pass }) => pass) &&
    outcomes["fail"] === sum(({ fail }) => fail) &&
    outcomes["undetermined"] === sum(({ undetermined }) => undetermined) &&
    outcomes["not-applicable"] === sum(({ notApplicable }) => notApplicable)
  );
}

interface OscalProp {
  readonly name: string;
  readonly value: string;
}

interface OscalObservation {
  readonly uuid: string;
  readonly props: readonly OscalProp[];
  readonly subjects: readonly { readonly "subject-uuid": string }[];
}

interface OscalFinding {
  readonly uuid: string;
  readonly props: readonly OscalProp[];
  readonly target: {
    readonly "target-id": string;
    readonly status: { readonly state: string; readonly reason: string; readonly remarks?: string };
  };
}

export interface OscalDocument {
  readonly "assessment-results": {
    readonly metadata: { readonly title: string };
    readonly results: readonly {
      readonly observations?: readonly OscalObservation[];
      readonly findings?: readonly OscalFinding[];
      readonly "local-definitions": { readonly "inventory-items"?: readonly { readonly uuid: string }[] };
    }[];
  };
}

async function validateOscal(
  source: ExportSource,
  bytes: AsyncIterable<Uint8Array>,
  schema: SchemaValidator | undefined,
): Promise<Found> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const document = JSON.parse(Buffer.concat(chunks).toString("utf8")) as OscalDocument;
  chunks.length = 0;
  const problems = new Problems();
  problems.add(...(schema?.problems(document) ?? []));
  problems.add(...brokenReferences(document));
  const [result] = document["assessment-results"].results;
  const { observations = [], findings = [] } = result ?? {};
  const outcomes = { pass: 0, fail: 0, "not-applicable": 0, undetermined: 0 };
  for (const { props, subjects } of observations)
    outcomes[valueOf(props, "outcome") as keyof typeof outcomes] += subjects.length;
  problems.unless(sameCounts(outcomes, source), `outcomes are ${JSON.stringify(outcomes)}`);
  for (const finding of findings) problems.add(...dishonest(finding));
  const points = source.assessment.controls.flatMap(({ applicability, points: all }) =>
    applicability.applicable ? all : [],
  );
  problems.unless(
    findings.length === points.length + source.assessment.controls.length,
    `${findings.length} findings for ${points.length} points`,
  );
  return { items: observations.length + findings.length, problems: problems.list };
}

export function valueOf(props: readonly OscalProp[], name: string): string | undefined {
  return props.find((prop) => prop.name === name)?.value;
}

function dishonest({ target, props }: OscalFinding): readonly string[] {
  const { state, reason, remarks } = target.status;
  const said = valueOf(props, "verdict") ?? valueOf(props, "outcome");
  const failed = said === "fail" || said?.startsWith("contradicted-") === true;
  const satisfied = said === "supported" || (said === "pass" && valueOf(props, "coverage") === "1");
  const expected = satisfied ? "satisfied/pass" : failed ? "not-satisfied/fail" : "not-satisfied/other";
  const place = target["target-id"];
  return [
    ...(`${state}/${reason}` === expected ? [] : [`${place}: ${said} is told as ${state}/${reason}`]),
    ...(reason === "other" && (remarks ?? "") === "" ? [`${place}: ${said} has no remarks`] : []),
  ];
}

/** UUIDs that stand twice, and references that lead nowhere: what OSCAL's Metaschema demands and no JSON Schema can. */
export function brokenReferences(document: unknown): readonly string[] {
  const defined = new Set<string>();
  const used = new Map<string, string>();
  const problems: string[] = [];
  const walk = (value: unknown, place: string): void => {
    if (Array.isArray(value)) return value.forEach((item) => walk(item, place));
    if (typeof value !== "object" || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (name === "uuid" && typeof member === "string") {
        if (defined.has(member)) problems.push(`${place}: uuid ${member} stands twice`);
        defined.add(member);
      } else if (name.endsWith("-uuid") && typeof member === "string") used.set(member, `${place}/${name}`);
      else if (name === "href" && typeof member === "string" && member.startsWith("#"))
        used.set(member.slice(1), `${place}/${name}`);
      else walk(member, `${place}/${name}`);
    }
  };
  walk(document, "");
  for (const [uuid, place] of used) if (!defined.has(uuid)) problems.push(`${place}: ${uuid} is not in the document`);
  return problems;
}

async function validateCsv(source: ExportSource, formatId: string, bytes: AsyncIterable<Uint8Array>): Promise<Found> {
  const problems = new Problems();
  const expected =
    formatId === "csv-controls" ? source.assessment.controls.map(({ id }) => id)[Symbol.iterator]() : source.results();
  let items = 0;
  await pipeline(Readable.from(bytes), parse({ columns: true, record_delimiter: "\r\n" }), async (rows) => {
    const next = await iterate(expected);
    for await (const row of rows as AsyncIterable<Readonly<Record<string, string>>>) {
      items += 1;
      const item = await next();
      if (typeof item === "string") problems.unless(row["control"] === item, `row ${items}: ${row["control"]}`);
      else if (item === undefined) problems.add(`row ${items}: one too many`);
      else
        problems.unless(
          row["check"] === item.checkId && row["outcome"] === item.outcome && row["reason"] === (item.reason ?? ""),
          `row ${items}: ${row["check"]} ${row["outcome"]}`,
        );
    }
    problems.unless((await next()) === undefined, `only ${items} rows`);
  });
  return { items, problems: problems.list };
}

async function iterate(
  items: Iterator<string> | AsyncIterable<CheckResult>,
): Promise<() => Promise<string | CheckResult | undefined>> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items;
  return async () => {
    const next = await iterator.next();
    return next.done === true ? undefined : next.value;
  };
}
