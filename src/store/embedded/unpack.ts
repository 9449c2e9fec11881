import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const BLOCK = 512;
const FOLDER = "5";

/**
 * Writes the folders and regular files of an uncompressed ustar archive under a folder, readable by their owner only. The
 * names in it may begin with a slash, as PGlite writes them. Throws when it is no archive, ends early, or names a file outside.
 */
export function unpack(tar: Buffer, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = new Set<string>();
  let at = 0;
  while (at + BLOCK <= tar.length && tar[at] !== 0) {
    const header = tar.subarray(at, at + BLOCK);
    if (text(header, 257, 262) !== "ustar") throw new Error(`no tar header at byte ${at}`);
    const prefix = text(header, 345, 500);
    const name = `${prefix === "" ? "" : `${prefix}/`}${text(header, 0, 100)}`.replace(/^\/+/, "");
    if (name.split("/").includes("..")) throw new Error(`the archive names a file outside: ${name}`);
    const size = Number.parseInt(text(header, 124, 136).trim() || "0", 8);
    const from = at + BLOCK;
    if (!Number.isSafeInteger(size) || from + size > tar.length) throw new Error(`the archive ends within ${name}`);
    const type = text(header, 156, 157);
    const path = join(folder, name);
    const parent = type === FOLDER ? path : dirname(path);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true, mode: 0o700 });
    made.add(parent);
    // Of old, a regular file has no type.
    if (type === "0" || type === "") writeFileSync(path, tar.subarray(from, from + size), { mode: 0o600 });
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
  if (made.size === 0) throw new Error("the archive is empty");
}

/** A field of a header up to its first NUL. */
function text(header: Buffer, from: number, to: number): string {
  const end = header.indexOf(0, from);
  return header.toString("latin1", from, end === -1 || end > to ? to : end);
}
