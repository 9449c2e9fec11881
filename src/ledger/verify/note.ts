import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";

/** A log's public key (`vkey` text of C2SP signed-note, Ed25519). */
export interface LogKey {
  readonly name: string;
  readonly id: Buffer;
  readonly key: KeyObject;
  /** The key text itself. */
  readonly text: string;
}

const ED25519_SPKI = "302a300506032b6570032100";

/** Bytes of canonical padded base64 of exactly this many bytes. */
function base64(text: string, length: number): Buffer | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.length === length && bytes.toString("base64") === text ? bytes : undefined;
}

/** The key, or undefined when the text is not exactly `name+id+key` with the id that name and key give. */
export function readKey(text: string): LogKey | undefined {
  const [name = "", id = "", ...parts] = text.split("+");
  const material = base64(parts.join("+"), 33);
  if (material?.[0] !== 1 || name === "" || /\s/u.test(name)) return undefined;
  const digest = createHash("sha256").update(`${name}\n`).update(material).digest().subarray(0, 4);
  if (digest.toString("hex") !== id) return undefined;
  const spki = Buffer.concat([Buffer.from(ED25519_SPKI, "hex"), material.subarray(1)]);
  return { name, id: digest, key: createPublicKey({ key: spki, format: "der", type: "spki" }), text };
}

export interface SignedTree {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * Size and root of a checkpoint that this key alone signed, or a sentence that says what is wrong. Exactly: origin = key
 * name, decimal size, root, empty line, one signature line.
 */
export function readCheckpoint(note: string, key: LogKey): SignedTree | string {
  const lines = note.split("\n");
  const [origin, sizeText = "", rootText = "", empty, signatureLine = "", end] = lines;
  if (lines.length !== 6 || empty !== "" || end !== "") return "is not a checkpoint of three lines and one signature";
  if (origin !== key.name) return `speaks for ${JSON.stringify(origin)}, the key is of ${key.name}`;
  const root = base64(rootText, 32);
  const size = Number(sizeText);
  if (!/^(0|[1-9][0-9]{0,15})$/.test(sizeText) || !Number.isSafeInteger(size) || root === undefined)
    return "has a malformed size or root hash";
  const prefix = `\u2014 ${key.name} `;
  const signed = signatureLine.startsWith(prefix) ? base64(signatureLine.slice(prefix.length), 68) : undefined;
  if (signed === undefined) return "has no well-formed signature line of the ledger's key";
  if (!signed.subarray(0, 4).equals(key.id)) return "is signed by another key";
  const text = Buffer.from(lines.slice(0, 3).join("\n") + "\n");
  return verify(null, text, key.key, signed.subarray(4)) ? { size, root } : "has a signature that does not verify";
}

export interface EntryProof {
  readonly index: number;
  readonly path: readonly Buffer[];
  readonly checkpoint: string;
}

/** A tlog-proof v1 without `extra` data, or undefined when the text is anything else. */
export function readProof(text: string): EntryProof | undefined {
  const end = text.indexOf("\n\n");
  const [header, indexLine = "", ...hashes] = text.slice(0, Math.max(end, 0)).split("\n");
  const path = hashes.map((line) => base64(line, 32));
  const whole = path.filter((item) => item !== undefined);
  const index = Number(/^index (0|[1-9][0-9]{0,15})$/.exec(indexLine)?.[1] ?? Number.NaN);
  if (end === -1 || header !== "c2sp.org/tlog-proof@v1" || !Number.isSafeInteger(index) || whole.length !== path.length)
    return undefined;
  return { index, path: whole, checkpoint: text.slice(end + 2) };
}
