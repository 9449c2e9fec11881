import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Control } from "../core/control.ts";
import { digestOf, type Digest } from "../core/digest.ts";
import { ExhibitError, messageOf } from "../core/errors.ts";
import { CATALOGUE } from "./catalogue.ts";
import { fileProblems, mappingProblems, type MappableCheck } from "./consistency.ts";
import { mappingError, type Problem } from "./problems.ts";
import { openReadings } from "./readings.ts";
import { toControl } from "./schema.ts";
import { parseMappingFile, type MappingFile } from "./source.ts";

export interface Mapping {
  /** All 93, in the order of the standard. */
  readonly controls: readonly Control[];
  /** SHA-256 of the canonical JSON of `controls`: of what the files say, not of how they are laid out. */
  readonly digest: Digest;
  /** First line of the file `VERSION`. */
  readonly version: string;
}

/**
 * Loads every `<control>.yaml` of a directory and holds it against the checks that exist. MAPPING_INVALID names all
 * problems with file, line and column; nothing is loaded by halves.
 */
export async function loadMapping(options: {
  readonly directory: string;
  readonly checks: readonly MappableCheck[];
  /** Where what the files say is kept between commands; without it, all YAML is parsed each time. */
  readonly cacheFolder?: string;
}): Promise<Mapping> {
  const { directory, checks, cacheFolder } = options;
  const readings = await openReadings(cacheFolder);
  const values = new Map<string, unknown>();
  const names = (await read(directory, () => readdir(directory))).filter(
    (name) => name.endsWith(".yaml") || name.endsWith(".yml"),
  );
  const known = new Set(checks.map(({ id }) => id));
  const sources: MappingFile[] = [];
  const problems: Problem[] = [];
  for (const name of names.toSorted()) {
    const file = join(directory, name);
    const text = await read(file, () => readFile(file, "utf8"));
    const parsed = parseMappingFile(file, text, readings.find(text));
    if ("entry" in parsed) {
      sources.push(parsed);
      values.set(text, parsed.value);
      problems.push(...fileProblems(parsed, known));
    } else {
      problems.push(...parsed);
    }
  }
  // A file that could not be parsed may use any check: only of a mapping read whole can a check be said to be unused.
  const judged = sources.length === names.length ? checks : [];
  problems.push(...mappingProblems(sources, new Set(names), judged, directory));
  if (problems.length > 0) throw mappingError(problems);
  await readings.keep(values);

  const byId = new Map(sources.map(({ entry }) => [entry.id, toControl(entry)]));
  const controls = [...CATALOGUE.keys()].flatMap((id) => byId.get(id) ?? []);
  return { controls, digest: digestOf(controls), version: await versionOf(directory) };
}

async function versionOf(directory: string): Promise<string> {
  const file = join(directory, "VERSION");
  const [first] = (await read(file, () => readFile(file, "utf8"))).split("\n");
  if (first !== undefined && /^\S+$/.test(first)) return first;
  throw new ExhibitError("MAPPING_INVALID", "the mapping states no version", {
    place: file,
    remedy: "Write the version on the first line.",
  });
}

async function read<T>(place: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw new ExhibitError("MAPPING_INVALID", `the mapping cannot be read: ${messageOf(cause)}`, {
      place,
      remedy: "Restore the folder mappings/ from the distribution.",
      cause,
    });
  }
}
