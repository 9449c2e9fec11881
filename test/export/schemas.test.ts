import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../src/export/index.ts";
import { bytesOf, textOf, validate, type OscalDocument } from "../support/export-checks.ts";
import { madeRun, mixed, undetermined, type MadeRunOptions } from "../support/export-runs.ts";
import { findSchemas, SCHEMA_FILES, validatorOf } from "../support/export-schemas.ts";

const schemas = findSchemas(fileURLToPath(new URL("../..", import.meta.url)));
if (schemas === undefined)
  process.stderr.write("test lane official schemas skipped: set EXHIBIT_SCHEMAS to a folder that holds them\n");

it("validate:exports says what it misses", () => {
  const tool = fileURLToPath(new URL("../../tools/validate-exports.ts", import.meta.url));
  const run = (...args: readonly string[]): readonly unknown[] => {
    const { status, stderr } = spawnSync(process.execPath, ["--conditions=exhibit-source", tool, ...args], {
      encoding: "utf8",
    });
    return [status, stderr];
  };
  expect(run()).toEqual([2, expect.stringContaining("--schemas DIR is missing")]);
  expect(run("--schemas", "/nowhere")).toEqual([
    2,
    expect.stringContaining(`/nowhere does not hold ${Object.values(SCHEMA_FILES).join(", ")}`),
  ]);
});

/** Not needed by the product, nor in its repository: the schemas are other projects' files. */
describe.skipIf(schemas === undefined)("official schemas", () => {
  const folder = schemas ?? "";
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.constantFrom("", " ", "\n", "a\u2029", "\ud800", "\u0000", "\u0085x", "\ufeff", "=1", "8.5", "*"),
  );

  it.each<readonly [string, MadeRunOptions]>([
    ["empty", { results: 0 }],
    ["all undetermined", { results: 400, outcome: undetermined }],
    ["typical", { results: 4_000, checks: 120, connections: 4 }],
  ])("take every export of a run that is %s", async (_name, options) => {
    const run = await madeRun(options);
    try {
      for (const { id } of EXPORT_FORMATS) {
        const schema = id in SCHEMA_FILES ? await validatorOf(folder, id) : undefined;
        expect([id, (await validate(run.source, id, bytesOf(run.source, id), schema)).problems]).toEqual([id, []]);
      }
    } finally {
      await run.dispose();
    }
  });

  it("take whatever platforms name their resources", async () => {
    const names = fc.sample(hostile, { numRuns: 300, seed: 7 });
    const run = await madeRun({
      results: 300,
      checks: 1,
      outcome: mixed,
      subject: (n) => names[n] ?? "",
      observed: (n) => names[299 - n] ?? "",
    });
    try {
      for (const id of Object.keys(SCHEMA_FILES)) {
        const schema = await validatorOf(folder, id);
        expect([id, (await validate(run.source, id, bytesOf(run.source, id), schema)).problems]).toEqual([id, []]);
      }
    } finally {
      await run.dispose();
    }
  });

  it("refuse what they must, so that taking ours says something", async () => {
    const run = await madeRun({ results: 40, checks: 2 });
    try {
      const oscal = await validatorOf(folder, "oscal");
      const text = await textOf(run.source, "oscal");
      const other = (from: string | RegExp, to: string): readonly string[] =>
        oscal.problems(JSON.parse(text.replace(from, to)) as OscalDocument);
      expect(other(/$/, "")).toEqual([]);
      expect(other('"control-id":"a.8.5"', '"control-id":"8.5"')).not.toEqual([]);
      expect(other(/"uuid":"[^"]+"/, `"uuid":"${run.run.id}"`)).not.toEqual([]);
      expect(other(/"observations":\[[^]*?\],\n"findings"/, '"observations":[],"findings"')).not.toEqual([]);
      expect(other(/"value":"[^"]+"/, '"value":" blank"')).not.toEqual([]);
      const plainEvent = JSON.parse((await textOf(run.source, "ocsf")).split("\n")[0] ?? "") as object;
      const cloudEvent = JSON.parse((await textOf(run.source, "ocsf-cloud")).split("\n")[0] ?? "") as object;
      const [plain, cloud] = [await validatorOf(folder, "ocsf"), await validatorOf(folder, "ocsf-cloud")];
      expect([plain.problems(plainEvent), cloud.problems(cloudEvent)]).toEqual([[], []]);
      expect(plain.problems(cloudEvent)).not.toEqual([]);
      expect(cloud.problems(plainEvent)).not.toEqual([]);
      for (const member of ["compliance", "time", "metadata", "finding_info", "severity_id", "type_uid"])
        expect([member, plain.problems({ ...plainEvent, [member]: undefined }).length > 0]).toEqual([member, true]);
      expect(plain.problems({ ...plainEvent, compliance: { status_id: 7 } })).not.toEqual([]);
    } finally {
      await run.dispose();
    }
  });
});
