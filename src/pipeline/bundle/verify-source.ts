import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import yauzl from "yauzl";
import { ExhibitError, messageOf, systemErrorCode } from "../../core/errors.ts";

/** The files of a bundle, however it is stored. */
export interface BundleSource {
  /** Paths with `/`, in code unit order. */
  readonly names: readonly string[];
  /** What stands there and is no plain file: links, doubled names, paths that lead out. */
  readonly oddities: readonly { readonly file: string; readonly problem: string }[];
  open(name: string): AsyncIterable<Uint8Array>;
  close(): void;
}

/** Opens a directory or a .zip file. BUNDLE_INVALID when it is neither. */
export async function openBundle(path: string): Promise<BundleSource> {
  try {
    const found = await lstat(path);
    return found.isDirectory() ? await folderSource(path) : await zipSource(path);
  } catch (error) {
    const missing = systemErrorCode(error) === "ENOENT";
    throw new ExhibitError(
      "BUNDLE_INVALID",
      missing ? "there is no such bundle" : `the bundle cannot be opened: ${messageOf(error)}`,
      {
        place: path,
        remedy: "name the directory or .zip file that `exhibit snapshot --out` wrote",
        cause: error,
      },
    );
  }
}

async function folderSource(root: string): Promise<BundleSource> {
  const names: string[] = [];
  const oddities: { file: string; problem: string }[] = [];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) await walk(name);
      else if (entry.isFile()) names.push(name);
      else oddities.push({ file: name, problem: "is not a plain file" });
    }
  };
  await walk("");
  return {
    names: names.toSorted(),
    oddities,
    open: (name) => createReadStream(join(root, name), { highWaterMark: 256 * 1024 }),
    close: () => undefined,
  };
}

async function zipSource(path: string): Promise<BundleSource> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
  const entries = new Map<string, yauzl.Entry>();
  const oddities: { file: string; problem: string }[] = [];
  for await (const entry of zip.eachEntry()) {
    const file = entry.fileName;
    const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
    if (file.endsWith("/")) continue;
    if (entries.has(file)) oddities.push({ file, problem: "stands twice in the archive" });
    else if (kind !== 0 && kind !== 0o100000) oddities.push({ file, problem: "is not a plain file" });
    else if (entry.isEncrypted()) oddities.push({ file, problem: "is encrypted in the archive" });
    else entries.set(file, entry);
  }
  return {
    names: [...entries.keys()].toSorted(),
    oddities,
    async *open(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new RangeError(`no file ${name}`);
      for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Uint8Array;
    },
    close: () => zip.close(),
  };
}
