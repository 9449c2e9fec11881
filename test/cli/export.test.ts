import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { start } from "../../src/composition.ts";
import { sha256 } from "../../src/core/index.ts";
import { cli, cliHere, scratch, type CliResult, type ToldError } from "../support/cli.ts";
import { madeRun } from "../support/export-runs.ts";

const RESULTS = 1_500;
const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const folder = scratch("cli-export");
const dataDir = join(folder, "data");
let runId: string;

beforeAll(async () => {
  mkdirSync(dataDir);
  const { installation, run } = await madeRun({ dataDir, results: RESULTS, checks: 30, connections: 2 });
  runId = run.id;
  await installation.store.createRun({ ...run, id: "01a20209-0000-7000-8000-000000000000", status: "failed" });
  await installation.close();
});

function here(...args: readonly string[]): Promise<CliResult> {
  return cliHere(["export", ...args, "--data-dir", dataDir], { cwd: folder });
}

async function refused(...args: readonly string[]): Promise<ToldError["error"]> {
  const told = await here(...args, "--quiet", "--json");
  const { error } = told.json<ToldError>();
  expect(told.code).toBe(error.code === "USAGE_INVALID" ? 2 : 1);
  return error;
}

describe("exhibit export", () => {
  it("writes the same bytes to standard output and to a file", { timeout: 90_000 }, async () => {
    const told = await cli(["export", runId.slice(0, 10), "-f", "ocsf", "--data-dir", dataDir], { cwd: folder });
    expect([told.code, told.stdout.split("\n").length]).toEqual([0, RESULTS + 1]);
    const wrote = await here("--format", "ocsf", "--out", "findings.ndjson", "--json", runId);
    const path = join(folder, "findings.ndjson");
    expect(wrote.json()).toEqual({
      path,
      run: runId,
      format: "ocsf",
      mediaType: "application/x-ndjson",
      results: RESULTS,
      bytes: Buffer.byteLength(told.stdout),
      sha256: sha256(told.stdout),
    });
    expect(readFileSync(path, "utf8") === told.stdout).toBe(true);
  });

  it.each(["oscal", "csv-controls"])("says what it wrote as %s", async (format) => {
    const wrote = await here(runId, "-f", format, "-o", `run.${format}`);
    expect([wrote.code, wrote.stdout]).toEqual([0, expect.stringContaining(`wrote ${join(folder, `run.${format}`)}`)]);
    expect(wrote.stdout).toContain("1,500 results");
    expect(wrote.stdout).toContain(sha256(readFileSync(join(folder, `run.${format}`))));
    expect(wrote.stderr === "").toBe(format === "csv-controls");
  });

  it("begins CSV for Excel with a byte order mark when asked", async () => {
    await here(runId, "-f", "csv-controls", "-o", "excel.csv", "--bom");
    const [excel, other] = [readFileSync(join(folder, "excel.csv")), readFileSync(join(folder, "run.csv-controls"))];
    expect(excel.toString("hex")).toBe(`efbbbf${other.toString("hex")}`);
  });

  it("replaces a file only when told to", async () => {
    writeFileSync(join(folder, "mine.json"), "mine");
    expect(await refused(runId, "-f", "oscal", "-o", "mine.json")).toMatchObject({
      code: "OUTPUT_EXISTS",
      remedy: expect.stringContaining("--force") as string,
    });
    expect(readFileSync(join(folder, "mine.json"), "utf8")).toBe("mine");
    const wrote = await here(runId, "-f", "csv-controls", "-o", "mine.json", "--force");
    expect([wrote.code, readFileSync(join(folder, "mine.json"), "utf8").startsWith('"run"')]).toEqual([0, true]);
  });

  it.each([[], ["--force"]])("refuses a folder before any work, with %j", async (...force) => {
    mkdirSync(join(folder, "folder"), { recursive: true });
    const told = await here("no-such-run", "-f", "oscal", "-o", "folder", "--json", ...force);
    expect([told.code, told.json<ToldError>().error]).toMatchObject([
      2,
      { code: "USAGE_INVALID", place: join(folder, "folder"), remedy: "name a file in it" },
    ]);
  });

  it.each<readonly [readonly string[], object]>([
    [
      ["-f", "xml"],
      { code: "USAGE_INVALID", place: "--format", remedy: expect.stringContaining("csv-results") as string },
    ],
    [[], { code: "USAGE_INVALID", place: "--format", remedy: expect.stringContaining("ocsf-cloud") as string }],
    [["-f", "oscal", "--bom", "-o", "x"], { code: "USAGE_INVALID", place: "--bom" }],
    [["01a20209", "-f", "oscal", "-o", "x"], { code: "RUN_NOT_FOUND", remedy: expect.any(String) as string }],
    [["ffffffff", "-f", "oscal", "-o", "x"], { code: "RUN_NOT_FOUND" }],
    [["01a20208", "-f", "csv-controls", "-o", "nowhere/x"], { code: "DATA_DIR_UNWRITABLE" }],
  ])("%j is refused with a remedy", async (args, error) => {
    expect(await refused(...args)).toMatchObject(error);
    expect(readdirSync(folder).filter((name) => name === "x" || name.includes("partial"))).toEqual([]);
  });

  it("has no JSON about itself where the export is", async () => {
    const told = await here(runId, "-f", "oscal", "--json");
    expect([told.code, told.json<ToldError>().error]).toMatchObject([2, { code: "USAGE_INVALID", place: "--json" }]);
  });

  it("leaves nothing behind when it is cancelled", async () => {
    const abort = new AbortController();
    const stderr = new Writable({
      write(_chunk, _encoding, done) {
        abort.abort();
        done();
      },
    });
    const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
    const args = ["export", runId, "-f", "csv-results", "-o", "cancelled.csv", "--data-dir", dataDir];
    const code = await start(args, { stdout: sink, stderr, cwd: folder, env: {}, signal: abort.signal });
    expect([code, readdirSync(folder).filter((name) => name.includes("cancelled"))]).toEqual([1, []]);
  });

  it("ends quietly when its reader has seen enough", async () => {
    const child = spawn(
      process.execPath,
      ["--conditions=exhibit-source", MAIN, "export", runId, "-f", "ocsf", "--data-dir", dataDir, "--quiet"],
      { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
    );
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.stdout.once("data", () => child.stdout.destroy());
    const [code] = (await once(child, "close")) as [number | null];
    expect([code, errors]).toEqual([0, ""]);
  });
});
