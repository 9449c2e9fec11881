import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256, type Digest } from "../core/digest.ts";
import { ignoreRefusal } from "../core/errors.ts";

/**
 * What texts of YAML say, by the digest of each text, kept between commands: to parse the 93 files takes a third of a
 * second, longer than most commands. It is never more than that: what it holds passes the same schema and the same rules.
 */
export interface Readings {
  /** The plain value of this text, or undefined when it was not read before. */
  find(text: string): unknown;
  /** Keeps these values, and no others. */
  keep(values: ReadonlyMap<string, unknown>): Promise<void>;
}

const NAME = "mapping-readings.json";

/** @param folder where they are kept; undefined = nothing is found, and nothing kept */
export async function openReadings(folder: string | undefined): Promise<Readings> {
  const known = folder === undefined ? {} : await load(join(folder, NAME));
  return {
    find: (text) => known[sha256(text)],
    async keep(values) {
      if (folder === undefined || [...values.keys()].every((text) => sha256(text) in known)) return;
      await save(folder, Object.fromEntries([...values].map(([text, value]) => [sha256(text), value])));
    },
  };
}

/** The first line is the digest of the rest: a file that was cut or altered is as good as none. */
async function load(path: string): Promise<Readonly<Record<Digest, unknown>>> {
  try {
    const [digest = "", json = ""] = (await readFile(path, "utf8")).split("\n", 2);
    const values: unknown = digest === sha256(json) ? JSON.parse(json) : undefined;
    return typeof values === "object" && values !== null ? (values as Record<Digest, unknown>) : {};
  } catch {
    // A cache that cannot be read is an empty cache.
    return {};
  }
}

async function save(folder: string, values: Readonly<Record<Digest, unknown>>): Promise<void> {
  const temporary = join(folder, `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    const json = JSON.stringify(values);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(temporary, `${sha256(json)}\n${json}`, { flag: "wx", mode: 0o600 });
    await rename(temporary, join(folder, NAME));
  } catch (error) {
    ignoreRefusal(error);
    // A cache that cannot be written costs the next command a third of a second, nothing else; a draft left there is never read.
    await rm(temporary, { force: true }).catch(ignoreRefusal);
  }
}
