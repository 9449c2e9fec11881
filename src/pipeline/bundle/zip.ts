import { createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import yazl from "yazl";

/** All entries carry this instant, so that the same files give the same archive. */
const MTIME = new Date(1980, 0, 1);

/** Packs files of a folder, in the order given, streaming; the archive is durable when this resolves. */
export async function packZip(folder: string, paths: readonly string[], target: string): Promise<void> {
  const zip = new yazl.ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  for (const path of paths)
    zip.addFile(join(folder, path), path, { mtime: MTIME, mode: 0o100644, forceDosTimestamp: true });
  zip.end();
  await Promise.race([pipeline(zip.outputStream, createWriteStream(target, { flags: "wx" })), failed]);
  const handle = await open(target, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
