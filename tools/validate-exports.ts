import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { parseArgs } from "node:util";
import { EXPORT_FORMATS, type ExportSource } from "../src/export/index.ts";
import { bytesOf, validate } from "../test/support/export-checks.ts";
import type { MadeRunOptions } from "../test/support/export-runs.ts";
import { missingSchemas, SCHEMA_FILES, validatorOf } from "../test/support/export-schemas.ts";

const USAGE = `Holds exports against the official schemas of OSCAL and OCSF, and CSV against a parser of RFC 4180.

  npm run validate:exports -- --schemas DIR [--results N] [--no-demo]

  --schemas DIR  the folder with ${Object.values(SCHEMA_FILES).join(", ")}
  --results N    results of the large run (default 100000)
  --no-demo      leave the demo organisation out, which takes half a minute
`;

async function main(argv: readonly string[]): Promise<number> {
  const values = flags(argv);
  if (typeof values === "string") return refuse(`${values}\n\n${USAGE}`);
  if (values.schemas === undefined) return refuse(`--schemas DIR is missing\n\n${USAGE}`);
  const folder = resolve(values.schemas);
  const missing = missingSchemas(folder);
  if (missing.length > 0) return refuse(`${folder} does not hold ${missing.join(", ")}\n`);
  const results = Number(values.results);
  if (!Number.isSafeInteger(results) || results < 0) return refuse(`--results ${values.results} is no number\n`);
  // Loads every collector and check, which a refusal does without.
  const { madeRun, undetermined } = await import("../test/support/export-runs.ts");
  const made: readonly (readonly [string, MadeRunOptions])[] = [
    ["an empty run", { results: 0 }],
    ["an all-undetermined run", { results: 600, outcome: undetermined }],
    [`a run of ${results.toLocaleString("en")} results`, { results, checks: 100, connections: 10 }],
  ];
  let failed = 0;
  for (const [name, options] of made) {
    const run = await madeRun(options);
    try {
      failed += await validateCase(folder, name, run.source);
    } finally {
      await run.dispose();
    }
  }
  if (values.demo) failed += await validateDemo(folder);
  process.stdout.write(failed === 0 ? "every export holds\n" : `${failed} exports do not hold\n`);
  return failed === 0 ? 0 : 1;
}

interface Flags {
  readonly schemas?: string | undefined;
  readonly results: string;
  readonly demo: boolean;
}

/** The flags, or what is wrong with them. */
function flags(argv: readonly string[]): Flags | string {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        schemas: { type: "string" },
        results: { type: "string", default: "100000" },
        demo: { type: "boolean", default: true },
      },
      allowNegative: true,
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(text: string): number {
  process.stderr.write(`validate-exports: ${text}`);
  return 2;
}

/** The real thing: what `exhibit demo` collects, judges and seals in an installation of its own. */
async function validateDemo(folder: string): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), "exhibit-validate-"));
  const dataDir = join(scratch, "data");
  const { start } = await import("../src/composition.ts");
  const { openInstallation } = await import("../src/parts.ts");
  const { exportSource } = await import("../src/run-export.ts");
  const { loadSettings } = await import("../src/settings/load.ts");
  try {
    const exit = await start(["demo", "--no-open", "--quiet", "--out", join(scratch, "demo"), "--data-dir", dataDir], {
      stdout: new PassThrough().resume(),
      cwd: scratch,
    });
    if (exit !== 0) throw new Error(`exhibit demo ended with ${exit}`);
    const installation = await openInstallation(await loadSettings({ cwd: scratch, dataDir, env: {} }));
    try {
      const source = await exportSource(installation, await installation.store.getRun("latest"));
      return await validateCase(folder, "the demo organisation", source);
    } finally {
      await installation.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** How many formats do not hold. */
async function validateCase(folder: string, name: string, source: ExportSource): Promise<number> {
  let failed = 0;
  for (const { id } of EXPORT_FORMATS) {
    const schema = id in SCHEMA_FILES ? await validatorOf(folder, id) : undefined;
    const started = performance.now();
    const { problems, items, bytes: size } = await validate(source, id, bytesOf(source, id), schema);
    const took = ((performance.now() - started) / 1000).toFixed(1);
    const figures = `${items.toLocaleString("en")} items, ${size.toLocaleString("en")} bytes, ${took} s`;
    process.stdout.write(`${problems.length === 0 ? "ok    " : "FAILED"}  ${name}: ${id} (${figures})\n`);
    for (const problem of problems) process.stdout.write(`        ${problem}\n`);
    if (problems.length > 0) failed += 1;
  }
  return failed;
}

process.exitCode = await main(process.argv.slice(2));
