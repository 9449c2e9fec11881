import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const announced = new Set<string>();

/** The first of these programs that exists: absolute paths as they are, names looked up on PATH. */
function findProgram(candidates: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const paths = candidates.flatMap((name) =>
    name.includes("/") ? [name] : folders.map((folder) => join(folder, name)),
  );
  return paths.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Path of the program that a lane needs, or undefined when it is not on this machine: the lane then skips, after one
 * printed line. With `EXHIBIT_TEST_LANES=all` (set in `.ci/run`) a missing program is an error.
 * @example const chromium = lane("chromium", ["/usr/bin/chromium"]); describe.skipIf(chromium === undefined)(…)
 */
export function lane(name: string, candidates: readonly string[]): string | undefined {
  const found = findProgram(candidates);
  if (found !== undefined) return found;
  if (process.env["EXHIBIT_TEST_LANES"] === "all")
    throw new Error(`test lane ${name}: none of ${candidates.join(", ")} was found`);
  if (!announced.has(name)) {
    announced.add(name);
    process.stderr.write(`test lane ${name} skipped: none of ${candidates.join(", ")} was found\n`);
  }
  return undefined;
}
