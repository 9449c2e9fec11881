import { spawn } from "node:child_process";

/** Everything that must be green at every commit. Steps run in order; all run even when one fails. */
const steps = [
  ["types", "tsc", ["-p", "."]],
  ["types of the report", "tsc", ["-p", "src/web/app"]],
  ["lint", "oxlint", ["--deny-warnings"]],
  ["format", "oxfmt", ["--check"]],
  [
    "import boundaries",
    "depcruise",
    ["--config", "tools/dependency-rules.mjs", "src", "collectors", "test", "bench", "tools"],
  ],
  ["containers", "node", ["tools/lint-docker.mjs"]],
  ["generated files", "node", ["--conditions=exhibit-source", "tools/generate.ts", "--check"]],
];

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (chunk) => (text += chunk));
    child.stderr.on("data", (chunk) => (text += chunk));
    child.on("error", (error) => resolve({ ok: false, text: error.message }));
    child.on("close", (code) => resolve({ ok: code === 0, text }));
  });
}

let failed = 0;
for (const [name, command, args] of steps) {
  const started = performance.now();
  const { ok, text } = await run(command, args);
  process.stdout.write(
    `${ok ? "ok    " : "FAILED"}  ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (!ok) {
    failed += 1;
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
