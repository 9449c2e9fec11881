import { randomBytes } from "node:crypto";
import { chmod, link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ExhibitError, systemErrorCode } from "../core/index.ts";
import { diskError, syncFolder } from "./files.ts";
import { encodeSkey, isKeyName, parseSkey, type NoteSigner } from "./note.ts";

const KEY_FILE = "ledger.key";
const VKEY_FILE = "ledger.vkey";
const SALT_FILE = "salt.key";

export interface KeyOptions {
  readonly dataDir: string;
  /** Key name and log origin, a URL without scheme. Default for a new key: `exhibit.local/` and 8 random hex digits. */
  readonly origin?: string;
}

/**
 * The installation's signing key, `<dataDir>/keys/ledger.key`, made on first use; its public half is written beside it.
 * LEDGER_KEY_INVALID when the key is malformed, exposed to other users, or not the one that `ledger.vkey` or `origin` name.
 */
export async function openSigningKey({ dataDir, origin }: KeyOptions): Promise<NoteSigner> {
  if (origin !== undefined && !isKeyName(origin)) {
    throw keyError(
      "the ledger's origin is not a usable key name",
      origin,
      "choose a name without spaces and plus signs, such as exhibit.example.com/log",
    );
  }
  const folder = await keyFolder(dataDir);
  const path = join(folder, KEY_FILE);
  await refuseLostKey(path, join(folder, VKEY_FILE));
  const text = await readOrCreate(
    path,
    () => `${encodeSkey(origin ?? `exhibit.local/${randomBytes(4).toString("hex")}`, randomBytes(32))}\n`,
  );
  const signer = parseKeyFile(text, path);
  if (origin !== undefined && signer.name !== origin) {
    throw keyError(
      `the signing key is named ${signer.name}, the configured origin is ${origin}`,
      path,
      `set the origin to ${signer.name}; a new name needs a new ledger in a new data directory`,
    );
  }
  await writeVkey(join(folder, VKEY_FILE), signer.vkey);
  return signer;
}

/** The 32 bytes that salt record trees, `<dataDir>/keys/salt.key`, made on first use. LEDGER_KEY_INVALID as for the signing key. */
export async function openSaltKey(dataDir: string): Promise<Buffer> {
  const path = join(await keyFolder(dataDir), SALT_FILE);
  const text = await readOrCreate(path, () => `${randomBytes(32).toString("hex")}\n`);
  if (!/^[0-9a-f]{64}\n?$/.test(text)) {
    throw keyError(
      "the salt key is not 64 hexadecimal digits",
      path,
      "restore the file from a backup, or remove it: salts of evidence sealed already are kept with that evidence",
    );
  }
  return Buffer.from(text.trim(), "hex");
}

function parseKeyFile(text: string, path: string): NoteSigner {
  try {
    return parseSkey(text.endsWith("\n") ? text.slice(0, -1) : text);
  } catch (error) {
    throw keyError(
      "the signing key file is malformed",
      path,
      "restore the file from a backup; a new key needs a new ledger in a new data directory",
      error,
    );
  }
}

async function keyFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "keys");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (isExposed((await stat(folder)).mode)) await chmod(folder, 0o700);
  } catch (error) {
    throw diskError(error, folder);
  }
  return folder;
}

/** Other users may reach it. Windows has no such bits. */
function isExposed(mode: number): boolean {
  return process.platform !== "win32" && (mode & 0o077) !== 0;
}

async function readOrCreate(path: string, make: () => string): Promise<string> {
  const present = await readSecret(path);
  if (present !== undefined) return present;
  await createSecret(path, make());
  const created = await readSecret(path);
  if (created === undefined)
    throw keyError(
      "the key file vanished while it was made",
      path,
      "look for a process that removes files from the data directory",
    );
  return created;
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    if (isExposed((await stat(path)).mode)) {
      throw keyError(
        "other users of this machine can read the key",
        path,
        `run: chmod 600 ${path}; and treat the key as known to them if they are not trusted`,
      );
    }
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw diskError(error, path);
  }
}

/**
 * Exclusive and whole: the bytes are durable under a temporary name before the final name appears, and `link` refuses a
 * name that is taken. Of two processes that start at once, one makes the key and both read it.
 */
async function createSecret(path: string, text: string): Promise<void> {
  const staged = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = await open(staged, "wx", 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(staged, path).catch((error: unknown) => {
      if (systemErrorCode(error) !== "EEXIST") throw error;
    });
  } catch (error) {
    throw diskError(error, path);
  } finally {
    await rm(staged, { force: true });
  }
  await syncFolder(join(path, ".."));
}

/** A new key beside the public half of a lost one would start a second ledger under the first one's evidence. */
async function refuseLostKey(path: string, vkeyPath: string): Promise<void> {
  if ((await readSecret(path)) !== undefined || (await readPublic(vkeyPath)) === undefined) return;
  throw keyError(
    "the signing key is missing, and ledger.vkey beside it shows that there was one",
    path,
    "restore ledger.key from a backup; a new key needs a new ledger in a new data directory",
  );
}

async function readPublic(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (systemErrorCode(error) === "ENOENT") return undefined;
    throw diskError(error, path);
  }
}

async function writeVkey(path: string, vkey: string): Promise<void> {
  const present = await readPublic(path);
  if (present === undefined) await createSecret(path, `${vkey}\n`);
  else if (present !== `${vkey}\n`) {
    throw keyError(
      "ledger.key is not the key that ledger.vkey beside it names",
      path,
      "restore ledger.key from a backup; when only ledger.vkey was damaged, remove it and start again",
    );
  }
}

function keyError(message: string, place: string, remedy: string, cause?: unknown): ExhibitError {
  return new ExhibitError("LEDGER_KEY_INVALID", message, { place, remedy, ...(cause === undefined ? {} : { cause }) });
}
