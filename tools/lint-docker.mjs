// Lints docker/: `npm run check` runs it. No container engine is needed, and none takes its place: `.ci/run` runs the same
// entry commands from the packed tarball.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { composeProblems, dockerfileProblems, ignoredBy } from "./docker-rules.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFileSync(join(root, path), "utf8");

/** compose-spec/compose-spec 170098ba, schema/compose-spec.json, Apache-2.0. Its own formats (ports, durations) are the engine's. */
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, validateSchema: false }).compile(
  JSON.parse(read("tools/schemas/compose-spec.json")),
);
const schema = (document) => {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

const dockerignore = read("docker/Dockerfile.dockerignore");
const context = { exists: (path) => existsSync(join(root, path)), ignored: (path) => ignoredBy(dockerignore, path) };
const found = [
  ["docker/Dockerfile", dockerfileProblems(read("docker/Dockerfile"), context)],
  ...["docker/compose.yaml", "docker/compose.scale.yaml"].map((path) => [path, composeProblems(read(path), schema)]),
];
for (const [path, problems] of found) for (const problem of problems) process.stdout.write(`${path}: ${problem}\n`);
process.exitCode = found.some(([, problems]) => problems.length > 0) ? 1 : 0;
