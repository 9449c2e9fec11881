#!/usr/bin/env node
// Packs the package, installs it in an empty folder outside the clone, and runs what a user would run first: the same entry
// commands that the containers have. Needs the npm registry.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const scratch = await mkdtemp(join(tmpdir(), "exhibit-package-"));
const empty = join(scratch, "empty");
const home = join(scratch, "home");
const bin = join(empty, "node_modules/exhibit-agent/bin/exhibit.mjs");
/** Nothing of this machine's accounts reaches the commands. */
const env = { PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`, HOME: home, NO_COLOR: "1" };
const NEEDED = [
  "bin/exhibit.mjs",
  "dist/src/main.js",
  "dist/src/sdk/index.d.ts",
  "build/web/app.js",
  "README.md",
  "LICENSE",
];
const UNWANTED = /(?:^|\/)(?:test|bench|tools)\/|\.test\.|(?<!\.d)\.tsx?$|\.tsbuildinfo$/;
const FORMATS = ["oscal", "ocsf", "ocsf-cloud", "csv-controls", "csv-results"];

try {
  await mkdir(empty);
  await mkdir(home);
  const tarball = await step("pack", pack);
  await step("install in an empty folder", () => run("npm", ["install", "--no-audit", "--no-fund", tarball], npmEnv()));
  await step("exhibit --version, through npx", async () => {
    const { stdout } = await run("npx", ["--no-install", "exhibit", "--version"], npmEnv());
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    must(stdout.trim() === version, `it says ${stdout}`);
  });
  await step("exhibit --help", async () =>
    must((await exhibit("--help")).stdout.includes("Usage: exhibit"), "no usage"),
  );
  await step("exhibit init", () => exhibit("init", "--config", "written.yaml"));
  await step("exhibit demo --no-open", async () => {
    await exhibit("demo", "--no-open", "--quiet");
    must(existsSync(join(empty, "exhibit-demo/report.html")), "there is no report");
  });
  await step("exhibit verify", () => exhibit("verify", "exhibit-demo"));
  await step("exhibit export", async () => {
    for (const format of FORMATS)
      await exhibit(
        "export",
        "--format",
        format,
        "--out",
        `demo.${format}`,
        "--data-dir",
        "exhibit-demo-data",
        "--quiet",
      );
  });
  await step("exhibit serve", serve);
  await step("the SDK as a package author imports it", sdk);
  process.stdout.write("the packed package holds\n");
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function pack() {
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", scratch], npmEnv(), root);
  const report = JSON.parse(stdout.slice(stdout.indexOf("\n[") + 1 || stdout.indexOf("[")));
  const [packed] = Array.isArray(report) ? report : Object.values(report);
  const paths = packed.files.map(({ path }) => path);
  const missing = NEEDED.filter((path) => !paths.includes(path));
  const unwanted = paths.filter((path) => UNWANTED.test(path));
  must(missing.length === 0, `missing: ${missing.join(", ")}`);
  must(unwanted.length === 0, `not for users: ${unwanted.slice(0, 5).join(", ")}`);
  process.stdout.write(`        ${packed.filename}: ${paths.length} files, ${packed.size} bytes\n`);
  return join(scratch, packed.filename);
}

/** Starts the service, waits until it is ready, asks for its health, ends it as a container engine would. */
async function serve() {
  const started = performance.now();
  const child = spawn(process.execPath, [bin, "serve", "--port", "0", "--data-dir", "served"], {
    cwd: empty,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal)));
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { msg, url } = JSON.parse(line);
      if (msg !== "ready") continue;
      process.stdout.write(`        ready after ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
      const answer = await fetch(`${url}/healthz`);
      must(answer.ok, `/healthz answers ${answer.status}`);
      break;
    }
  } finally {
    child.kill("SIGTERM");
  }
  const code = await ended;
  must(code === 0, `it ended with ${code}`);
}

/** Runs what the SDK exports, and compiles against its declarations. */
async function sdk() {
  const text = 'import { defineCheck, pass } from "exhibit-agent/sdk";\nexport const used = [defineCheck, pass];\n';
  await writeFile(join(empty, "author.mts"), text);
  await run(
    process.execPath,
    [
      join(root, "node_modules/typescript/bin/tsc"),
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "false",
      "--module",
      "nodenext",
      "--types",
      "",
      "author.mts",
    ],
    env,
  );
  const { stdout } = await run(
    process.execPath,
    ["--input-type=module", "-e", 'import("exhibit-agent/sdk").then((it) => console.log(typeof it.defineCheck))'],
    env,
  );
  must(stdout.trim() === "function", `defineCheck is ${stdout}`);
}

function exhibit(...args) {
  return run(process.execPath, [bin, ...args], env);
}

/** npm keeps the user's registry settings, cache and proxies; the commands under test do not. */
function npmEnv() {
  // Under `npm run` these would lead the inner npm back to the clone.
  const outer = /^(?:npm_(?:package|lifecycle|command|execpath|config_local_prefix|config_prefix)|INIT_CWD)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}

async function step(name, work) {
  const started = performance.now();
  const result = await work();
  process.stdout.write(`ok      ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
  return result;
}

function must(holds, message) {
  if (!holds) throw new Error(message);
}

function run(command, args, environment, cwd = empty) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => (stdout += chunk));
    child.stderr.on("data", (chunk) => (stderr += chunk));
    child.on("error", failed);
    child.on("close", (code) => {
      if (code === 0) done({ stdout, stderr });
      else failed(new Error(`${[command, ...args].join(" ")} ended with ${String(code)}:\n${stderr}${stdout}`));
    });
  });
}
