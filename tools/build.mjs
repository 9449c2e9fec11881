#!/usr/bin/env node
// `npm run build`: compiles the sources into dist/ as they lie (src/ and collectors/), with the files that they read beside
// themselves, and bundles the report's front end. `npm pack` runs it. Plain JavaScript, as every tool that builds.
import { spawn } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");

/** What compiled code reads beside itself, and what `exhibit init` writes. Mappings are read from the package's root. */
const ASSETS = ["src/store/migrations", "src/pipeline/bundle/verify.py", "config/exhibit.example.yaml"];

await rm(dist, { recursive: true, force: true });
await run("tsc", ["-p", "tsconfig.build.json"]);
await run("tsc", ["-p", "tsconfig.sdk.json"]);
await pointToCompiled(join(dist, "src"));
for (const asset of ASSETS) {
  await mkdir(dirname(join(dist, asset)), { recursive: true });
  await cp(join(root, asset), join(dist, asset), { recursive: true });
}
await writePackage();
await run(process.execPath, ["tools/build-web.mjs"]);

/** Declarations name the files that lie beside them: tsc leaves `.ts` there, which not every version of it resolves. */
async function pointToCompiled(folder) {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith(".d.ts")) continue;
    const path = join(folder, name);
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replaceAll(/(["'])(\.{1,2}\/[^"']+)\.ts\1/g, "$1$2.js$1"));
  }
}

/** The scope of the compiled files: `#core` and `#sdk` are paths within dist/, and the version is the package's. */
async function writePackage() {
  const { name, version, type } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const imports = { "#core": "./src/core/index.js", "#sdk": "./src/sdk/index.js" };
  await writeFile(join(dist, "package.json"), `${JSON.stringify({ name, version, type, imports }, null, 2)}\n`);
}

function run(command, args) {
  const path = `${join(root, "node_modules/.bin")}:${process.env["PATH"] ?? ""}`;
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, PATH: path } });
    child.on("error", failed);
    child.on("close", (code) => {
      if (code === 0) done();
      else failed(new Error(`${command} ${args.join(" ")} ended with ${String(code)}`));
    });
  });
}
