import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Installation } from "../../src/cli/services.ts";
import { digestOf, type CheckResult, type ReportEvidence } from "../../src/core/index.ts";
import { restore } from "../../src/export/csv.ts";
import { EXPORT_FORMATS, type ExportSource } from "../../src/export/index.ts";
import { exportSource } from "../../src/run-export.ts";
import { bytesOf, textOf, validate, valueOf, type OscalDocument } from "../support/export-checks.ts";
import { madeRun, mixed, undetermined, type MadeRun } from "../support/export-runs.ts";

const HOSTILE = [
  "=cmd|' /C calc'!A0",
  '"; DROP TABLE results; --',
  "two\r\nlines",
  "null \u0000 and escape \u001b[2J",
  "lone \ud800 surrogate",
  "half \udfff",
  " blanks around ",
  "\u2028separators\u2029",
  "<script>alert(1)</script> ]]> &amp; {{ insert: param, x }}",
  "*bold* [link](https://example.com) `code`",
  "",
  "😀",
];
const FORMATS = EXPORT_FORMATS.map(({ id }) => id);

const runs: MadeRun[] = [];

async function made(options: Parameters<typeof madeRun>[0]): Promise<MadeRun> {
  const run = await madeRun(options);
  runs.push(run);
  return run;
}

const TYPICAL = { results: 1_000, checks: 40, connections: 3 };
let typical: MadeRun;
let again: MadeRun;
let empty: MadeRun;
let unseen: MadeRun;
let hostile: MadeRun;
let small: MadeRun;
let results: readonly CheckResult[];

beforeAll(async () => {
  typical = await made(TYPICAL);
  again = await made(TYPICAL);
  empty = await made({ results: 0 });
  unseen = await made({ results: 300, checks: 4, outcome: undetermined });
  small = await made({ results: 50, checks: 2 });
  hostile = await made({
    results: 120,
    outcome: mixed,
    subject: (n) => HOSTILE[n % HOSTILE.length] ?? "",
    observed: (n) => HOSTILE[(n + 5) % HOSTILE.length] ?? "",
    checks: 2,
  });
  results = await Array.fromAsync(typical.source.results());
});

afterAll(async () => {
  for (const run of runs) await run.dispose();
});

function captureOf(result: CheckResult | undefined): ReportEvidence {
  const found = typical.source.evidence.find(({ evidence }) => evidence.id === result?.evidence[0]?.[0]);
  if (found === undefined) throw new Error("the result rests on no capture");
  return found;
}

describe.each(FORMATS)("export %s", (format) => {
  it.each([
    ["a typical run", () => typical],
    ["an empty run", () => empty],
    ["a run in which nothing could be determined", () => unseen],
    ["a run with hostile names", () => hostile],
  ])("of %s holds what no schema says", async (_name, run) => {
    const { source } = run();
    expect(await validate(source, format, bytesOf(source, format))).toMatchObject({ problems: [] });
  });

  it("is the same bytes, whenever and wherever it is made", async () => {
    const first = await textOf(typical.source, format);
    expect((await textOf(await exportSource(typical.installation, typical.run), format)) === first).toBe(true);
    expect((await textOf(again.source, format)) === first).toBe(true);
  });

  it("carries digest, times and ledger index of the evidence, check version and parameters", async () => {
    const text = await textOf(typical.source, format);
    const { sealed, ledger } = typical.source;
    const missing = (values: readonly (string | undefined)[]): readonly unknown[] =>
      values.filter((value) => value === undefined || !text.includes(value));
    expect(missing([sealed.digest, ledger.origin, typical.run.id])).toEqual([]);
    if (format === "csv-controls") return;
    const [result] = results;
    const { evidence, receiptDigest } = captureOf(result);
    expect(
      missing([
        evidence.id,
        evidence.records.digest,
        receiptDigest,
        evidence.startedAt,
        evidence.completedAt,
        evidence.validUntil,
        result?.paramsDigest,
        result?.checkId,
      ]),
    ).toEqual([]);
  });

  it("fails rather than end early when results are gone or others than were sealed", async () => {
    const { installation, run } = small;
    const { store } = installation;
    const rows = await store.checkRuns(run.id);
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error("two checks give results");
    const swapped = {
      ...installation.workshop,
      store: { ...store, checkRuns: async () => [first, { ...second, resultsBlob: first.resultsBlob }] },
    };
    const source = await exportSource({ ...installation, workshop: swapped }, run);
    const reads = EXPORT_FORMATS.find(({ id }) => id === format)?.readings ?? 0;
    if (reads > 0) await expect(textOf(source, format)).rejects.toMatchObject({ code: "STORE_CORRUPT" });
    const other = { ...installation.workshop, store: { ...store, checkRuns: async () => [first] } };
    await expect(exportSource({ ...installation, workshop: other }, run)).rejects.toMatchObject({
      code: "RUN_INTERRUPTED",
    });
  });
});

describe("what an export says", () => {
  it("of the organisation is its name when the run was judged, or nothing, never today's", async () => {
    const nameless = await made({ results: 20, unnamed: true });
    for (const { installation, run, source } of [typical, nameless]) {
      const settings = { organisation: "Renamed GmbH" };
      const renamed = { ...installation, loaded: { ...installation.loaded, settings } } as unknown as Installation;
      const today = await exportSource({ ...renamed, criteria: { ...installation.criteria, ...settings } }, run);
      for (const format of FORMATS) {
        const text = await textOf(today, format);
        expect([format, text === (await textOf(source, format))]).toEqual([format, true]);
      }
    }
    const titled = async ({ source }: MadeRun): Promise<unknown> =>
      (JSON.parse(await textOf(source, "oscal")) as OscalDocument)["assessment-results"].metadata.title;
    expect(await titled(typical)).toMatch(/^Example & Sons: evidence held against ISO/);
    expect(await titled(nameless)).toMatch(/^Evidence held against ISO/);
    const csv: Record<string, string>[] = parse(await textOf(nameless.source, "csv-controls"), { columns: true });
    expect(new Set(csv.map(({ organisation }) => organisation))).toEqual(new Set([""]));
  });

  it("of a check that has changed since is what it knew, never today's text or parameters", async () => {
    const { installation, run } = await made({ results: 60, checks: 3 });
    const { criteria } = installation;
    const [first, second] = criteria.checks;
    if (first === undefined || second === undefined) throw new Error("there are checks");
    const today = {
      ...installation,
      criteria: {
        ...criteria,
        mappingDigest: "f".repeat(64),
        checks: [{ ...first, version: first.version + 1, title: "Another statement" }, ...criteria.checks.slice(1)],
        params: new Map([...criteria.params, [second.id, { another: "value" }]]),
      },
    };
    const source = await exportSource(today, run);
    const before = await exportSource(installation, run);
    // The same resources are the same items to whoever keeps them by id, whatever became of the check.
    const items = async (of: ExportSource): Promise<unknown> =>
      (JSON.parse(await textOf(of, "oscal")) as OscalDocument)["assessment-results"].results[0]?.["local-definitions"][
        "inventory-items"
      ];
    expect(await items(source)).toEqual(await items(before));
    const resources = async (of: ExportSource): Promise<unknown> =>
      (await textOf(of, "ocsf"))
        .trimEnd()
        .split("\n")
        .map((row) => (JSON.parse(row) as { readonly resources: unknown }).resources);
    expect(await resources(source)).toEqual(await resources(before));
    expect(JSON.stringify(await resources(source))).toContain(first.over.id);
    for (const format of FORMATS) {
      const text = await textOf(source, format);
      expect([format, text.includes("Another statement"), text.includes("another")]).toEqual([format, false, false]);
    }
    const csv: Record<string, string>[] = parse(await textOf(source, "csv-results"), { columns: true });
    expect(csv.find((row) => row["check"] === first.id)).toMatchObject({ statement: first.id, params: "" });
    expect(csv.find((row) => row["check"] === second.id)).toMatchObject({
      statement: second.title,
      params: "",
      params_sha256: digestOf(criteria.params.get(second.id)),
    });
  });

  it("of something undetermined is the reason, in every format", async () => {
    const { source } = await made({ results: 26, checks: 2, outcome: undetermined });
    const all = await Array.fromAsync(source.results());
    const csv: Record<string, string>[] = parse(await textOf(source, "csv-results"), { columns: true });
    expect(csv.map(({ outcome, reason }) => [outcome, reason])).toEqual(
      all.map(({ reason }) => ["undetermined", reason]),
    );
    for (const format of ["ocsf", "ocsf-cloud"]) {
      const events = (await textOf(source, format))
        .trimEnd()
        .split("\n")
        .map((row) => JSON.parse(row) as unknown);
      expect(events).toEqual(
        all.map(({ reason }) =>
          expect.objectContaining({
            severity_id: 0,
            status_code: `undetermined/${reason}`,
            compliance: expect.objectContaining({ status_id: 2, status: "Warning" }) as unknown,
          }),
        ),
      );
      expect(JSON.stringify(events)).not.toContain("meets_criteria");
    }
    const document = JSON.parse(await textOf(source, "oscal")) as OscalDocument;
    const [result] = document["assessment-results"].results;
    expect(result?.observations?.map(({ props }) => valueOf(props, "outcome"))).not.toContain("pass");
    expect(new Set(result?.observations?.map(({ props }) => valueOf(props, "reason")))).toEqual(
      new Set(all.map(({ reason }) => reason)),
    );
    expect(result?.findings?.filter(({ target }) => target.status.state === "satisfied")).toEqual([]);
  });

  it("of a control that the Statement of Applicability leaves out is that, and why", async () => {
    const document = await textOf(typical.source, "oscal");
    expect(document).toContain('"exclude-controls":[{"control-id":"a.7.4"}]');
    const finding = (JSON.parse(document) as OscalDocument)["assessment-results"].results[0]?.findings?.find(
      ({ target }) => target["target-id"] === "a.7.4_obj",
    );
    expect(finding).toMatchObject({
      target: {
        status: { state: "not-satisfied", reason: "other" },
        "implementation-status": { state: "not-applicable", remarks: "no premises of our own" },
      },
    });
    const csv: Record<string, string>[] = parse(await textOf(typical.source, "csv-controls"), { columns: true });
    expect(csv.find((row) => row["control"] === "7.4")).toMatchObject({
      applicable: "false",
      verdict: "not-applicable",
      justification: "no premises of our own",
      approver: "A. Owner",
    });
  });

  it("in CSV is what the results say, hostile names included", async () => {
    const { source } = hostile;
    const csv: Record<string, string>[] = parse(await textOf(source, "csv-results"), {
      columns: true,
      record_delimiter: "\r\n",
    });
    const all = await Array.fromAsync(source.results());
    expect(csv.map((row) => restore(row["subject"] ?? ""))).toEqual(
      all.map(({ subject }) =>
        subject
          .replace("\u0000", String.raw`\u0000`)
          .replace("\u001b", String.raw`\u001b`)
          .replace(/\ud800(?![\udc00-\udfff])/, String.raw`\ud800`)
          .replace(/(?<![\ud800-\udbff])\udfff/, String.raw`\udfff`),
      ),
    );
    expect(csv.map((row) => row["subject"]).filter((subject) => subject?.startsWith("="))).toEqual([]);
  });

  it("keeps the identity of a resource's deviation from run to run, and that of an event to itself", async () => {
    const later = await made({ ...TYPICAL, observed: () => "something else" });
    const ids = async (run: MadeRun): Promise<readonly (readonly [string, string])[]> =>
      (await textOf(run.source, "ocsf"))
        .trimEnd()
        .split("\n")
        .map((row) => {
          const { metadata, finding_info: info } = JSON.parse(row) as Record<string, { readonly uid: string }>;
          return [info?.uid ?? "", metadata?.uid ?? ""];
        });
    const [before, after] = [await ids(typical), await ids(later)];
    const events = new Set(before.map(([, event]) => event));
    expect(after.filter(([finding], n) => finding !== before[n]?.[0])).toEqual([]);
    expect(after.filter(([, event]) => events.has(event))).toEqual([]);
  });

  it("begins with a byte order mark only where one was asked for", async () => {
    const head = async (format: string, bom: boolean): Promise<string> => {
      for await (const chunk of bytesOf(typical.source, format, bom)) return Buffer.from(chunk).toString("hex", 0, 3);
      return "";
    };
    expect(await head("csv-controls", true)).toBe("efbbbf");
    expect(await head("csv-controls", false)).toBe(Buffer.from('"ru').toString("hex"));
    expect(await head("oscal", true)).toBe(Buffer.from('{"a').toString("hex"));
  });

  it("is read no faster than it is taken", async () => {
    let read = 0;
    const source = {
      ...typical.source,
      async *results() {
        for (const result of results) {
          read += 1;
          yield result;
        }
      },
    };
    for await (const chunk of bytesOf(source, "ocsf")) {
      expect(chunk.length).toBeLessThan(300_000);
      break;
    }
    expect(read).toBeLessThan(100);
  });
});
