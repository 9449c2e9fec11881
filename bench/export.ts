import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { EXPORT_FORMATS } from "../src/export/index.ts";
import { madeRun } from "../test/support/export-runs.ts";
import type { ChildFigures } from "./measure-child.ts";
import { peakBytes, resetPeak } from "./peak.ts";

/** The growth that the export of a million results may cause. */
export const MOST_EXPORT_GROWTH_BYTES = 300 * 1024 * 1024;

export interface ExportFigures {
  readonly format: string;
  readonly results: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Of the whole command, the start of the embedded database included. */
  readonly peakBytes: number;
  /** Peak memory after the first bytes were written, above what was resident then; undefined where there is no /proc. */
  readonly growthBytes: number | undefined;
}

/**
 * `exhibit export` of a made run in a process of its own, in every format, over standard output, on the embedded database.
 * All results are of one check and every resource is another one: the worst case for OSCAL, which lists each once.
 */
export async function benchExports(
  progress: (text: string) => void,
  results = 1_000_000,
): Promise<readonly ExportFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), "exhibit-bench-export-"));
  try {
    progress(`making a run of ${results} results`);
    const dataDir = await installation(join(folder, "data"), results);
    const figures: ExportFigures[] = [];
    for (const { id } of EXPORT_FORMATS) {
      progress(`export ${id} of ${results} results`);
      figures.push({ format: id, results, ...(await measured(dataDir, id)) });
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function installation(dataDir: string, results: number): Promise<string> {
  await mkdir(dataDir);
  const run = await madeRun({
    dataDir,
    results,
    checks: 1,
    connections: 50,
    // Few rows for the database, which is not what is measured here.
    outcome: (n) => ({ outcome: n % 100 === 7 ? "fail" : "pass" }),
  });
  await run.installation.close();
  return dataDir;
}

async function measured(dataDir: string, format: string): Promise<Omit<ExportFigures, "format" | "results">> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      "--conditions=exhibit-source",
      "--import",
      new URL("measure-child.ts", import.meta.url).href,
      fileURLToPath(new URL("../src/main.ts", import.meta.url)),
      "export",
      "--format",
      format,
      "--quiet",
      "--data-dir",
      dataDir,
    ],
    { cwd: dataDir, env: { PATH: process.env["PATH"], HOME: dataDir }, stdio: ["ignore", "pipe", "pipe", "pipe"] },
  );
  const [, stdout, stderr, told] = child.stdio as unknown as readonly [null, Readable, Readable, Readable];
  const [output, errors, figures, [code]] = await Promise.all([
    drained(stdout, child.pid ?? 0),
    text(stderr),
    text(told),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`exhibit export --format ${format} ended with ${String(code)}:\n${errors}`);
  const own = JSON.parse(figures) as ChildFigures;
  const peak = own.peakBytes;
  return {
    bytes: output.bytes,
    seconds: (performance.now() - started) / 1000,
    peakBytes: Math.max(output.startPeak ?? 0, peak ?? own.maxRssBytes),
    growthBytes: peak === undefined || output.resident === undefined ? undefined : Math.max(0, peak - output.resident),
  };
}

interface Drained {
  readonly bytes: number;
  /** When the first bytes came: what was resident, and the peak until then. */
  readonly resident: number | undefined;
  readonly startPeak: number | undefined;
}

async function drained(stream: Readable, pid: number): Promise<Drained> {
  let bytes = 0;
  let resident: number | undefined;
  let startPeak: number | undefined;
  for await (const chunk of stream) {
    if (bytes === 0) {
      startPeak = peakBytes(pid);
      // Reset, the peak is what is resident.
      if (resetPeak(pid)) resident = peakBytes(pid);
    }
    bytes += (chunk as Uint8Array).length;
  }
  return { bytes, resident, startPeak };
}
