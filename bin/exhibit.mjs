#!/usr/bin/env node
// The command when installed as a package: compiled code, on Node 24 or later.
const [major] = process.versions.node.split(".");
if (Number(major) < 24) {
  process.stderr.write(
    `exhibit: this is Node ${process.versions.node}, and Exhibit needs Node 24.\n  remedy run it with \`npx exhibit\`, which finds the Node 24 that came with it, or install Node 24 or later\n`,
  );
  process.exitCode = 2;
} else {
  const { enableCompileCache } = await import("node:module");
  // Hundreds of small files: from the second start on, their compiled form is read and not made.
  enableCompileCache();
  const { start } = await import("../dist/src/composition.js");
  process.exitCode = await start(process.argv.slice(2));
}
