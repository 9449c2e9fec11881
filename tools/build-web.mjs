#!/usr/bin/env node
// Bundles src/web/app into build/web/{app.js,app.css}, which reports are inlined from. Same sources, same bytes.
// Plain JavaScript, because `npm install` runs it (as `prepare`) before anything else works.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** Browsers of 2023 and later: what `:has()`, `color-mix()` and nesting-free CSS of the front end need. */
const TARGET = ["chrome111", "edge111", "firefox121", "safari16.4"];

const esbuild = await import("esbuild").catch((cause) => {
  if (cause?.code !== "ERR_MODULE_NOT_FOUND") throw cause;
  return undefined;
});

if (esbuild === undefined) {
  const remedy = "install with development dependencies and run `npm run build:web`";
  process.stderr.write(`build-web: esbuild is not installed, so the report's front end was not built; ${remedy}\n`);
  // `npm install --omit=dev` runs `prepare` too and must not fail: whoever installs so brings build/web along.
  process.exit(process.env["npm_lifecycle_event"] === "prepare" ? 0 : 1);
}

const out = outputFolder(process.argv.slice(2));
await mkdir(out, { recursive: true });

const result = await esbuild.build({
  absWorkingDir: root,
  entryPoints: { app: "src/web/app/main.tsx" },
  outdir: out,
  bundle: true,
  write: false,
  format: "iife",
  target: TARGET,
  charset: "ascii",
  jsx: "automatic",
  jsxImportSource: "preact",
  minify: true,
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  banner: { js: await licenceBanner() },
  logLevel: "warning",
});

let bytes = 0;
for (const file of result.outputFiles) {
  // Renamed into place, so that a report written meanwhile reads either the old file or the new one.
  await writeFile(`${file.path}.${process.pid}`, file.contents);
  await rename(`${file.path}.${process.pid}`, file.path);
  bytes += file.contents.byteLength;
}
process.stderr.write(`build-web: ${result.outputFiles.length} files, ${bytes} bytes in ${out}\n`);

function outputFolder(args) {
  if (args.length === 0) return join(root, "build/web");
  if (args.length === 2 && args[0] === "--out") return resolve(args[1]);
  process.stderr.write("usage: node tools/build-web.mjs [--out FOLDER]\n");
  process.exit(2);
}

/** Preact's licence asks that its notice travels with copies, and every report is one. */
async function licenceBanner() {
  const folder = join(root, "node_modules/preact");
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const licence = await readFile(join(folder, "LICENSE"), "utf8");
  return `/*! Contains Preact ${version}.\n\n${licence.replaceAll("*/", "* /").trim()}\n*/`;
}
