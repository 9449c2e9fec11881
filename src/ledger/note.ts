import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from "node:crypto";
import { ExhibitError } from "../core/index.ts";

/** C2SP signed-note with Ed25519 keys (algorithm byte 0x01), in the text forms of golang.org/x/mod/sumdb/note. */
const ED25519 = 0x01;
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const SIGNATURE_START = "\u2014 ";

/** Signs note texts. The key may be a file, or a key service behind a promise. */
export interface NoteSigner {
  /** Key name; for a log equal to its origin. */
  readonly name: string;
  /** Public key as text: `name+hash+base64`. */
  readonly vkey: string;
  /** 64-byte Ed25519 signature over the text. */
  sign(text: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

export interface NoteVerifier {
  readonly name: string;
  readonly keyId: Buffer;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

export interface Note {
  /** The signed text with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Strict standard base64: padded, no other characters, no stray bits. Undefined when it is anything else. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

/** Key names: not empty, no Unicode space, no plus sign, well-formed. */
export function isKeyName(name: string): boolean {
  return name !== "" && name.isWellFormed() && !/[\p{White_Space}\p{Cc}+]/u.test(name);
}

function keyIdOf(name: string, key: Uint8Array): Buffer {
  return hash("sha256", Buffer.concat([Buffer.from(`${name}\n`), key]), "buffer").subarray(0, 4);
}

export function encodeVkey(name: string, publicKey: Uint8Array): string {
  const key = Buffer.concat([Buffer.from([ED25519]), publicKey]);
  return `${name}+${keyIdOf(name, key).toString("hex")}+${key.toString("base64")}`;
}

/** `PRIVATE+KEY+name+hash+base64` for a 32-byte seed. */
export function encodeSkey(name: string, seed: Uint8Array): string {
  const key = Buffer.concat([Buffer.from([ED25519]), publicKeyOf(seed)]);
  const secret = Buffer.concat([Buffer.from([ED25519]), seed]);
  return `PRIVATE+KEY+${name}+${keyIdOf(name, key).toString("hex")}+${secret.toString("base64")}`;
}

/** LEDGER_KEY_INVALID when the text is not exactly an Ed25519 signing key; the text is never in the message. */
export function parseSkey(skey: string): NoteSigner {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(skey);
  const [, name = "", , encoded = ""] = match ?? [];
  const secret = fromBase64(encoded);
  if (
    secret?.length !== 33 ||
    secret[0] !== ED25519 ||
    !isKeyName(name) ||
    encodeSkey(name, secret.subarray(1)) !== skey
  ) {
    throw new ExhibitError(
      "LEDGER_KEY_INVALID",
      "the signing key is not an Ed25519 key in the text form of signed notes",
    );
  }
  const key = privateKeyOf(secret.subarray(1));
  return { name, vkey: encodeVkey(name, publicKeyOf(secret.subarray(1))), sign: (text) => sign(null, text, key) };
}

/** LEDGER_KEY_INVALID when the text is not exactly an Ed25519 verification key. */
export function parseVkey(vkey: string): NoteVerifier {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(vkey);
  const [, name = "", , encoded = ""] = match ?? [];
  const key = fromBase64(encoded);
  if (key?.length !== 33 || key[0] !== ED25519 || !isKeyName(name) || encodeVkey(name, key.subarray(1)) !== vkey) {
    throw new ExhibitError(
      "LEDGER_KEY_INVALID",
      "the verification key is not an Ed25519 key in the text form of signed notes",
    );
  }
  const publicKey = createPublicKey({
    key: Buffer.concat([SPKI_PREFIX, key.subarray(1)]),
    format: "der",
    type: "spki",
  });
  return { name, keyId: keyIdOf(name, key), verify: (text, signature) => verify(null, text, publicKey, signature) };
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" });
}

function publicKeyOf(seed: Uint8Array): Buffer {
  return createPublicKey(privateKeyOf(seed)).export({ format: "der", type: "spki" }).subarray(SPKI_PREFIX.length);
}

/** Signs `text`, which ends with a newline and holds no other control character. */
export async function signNote(text: string, signer: NoteSigner): Promise<string> {
  requireText(text);
  const [, keyId = ""] = signer.vkey.split("+");
  const signature = Buffer.concat([Buffer.from(keyId, "hex"), await signer.sign(Buffer.from(text))]);
  return `${text}\n${SIGNATURE_START}${signer.name} ${signature.toString("base64")}\n`;
}

/** Splits a note at its last empty line. Throws RangeError at the first thing that signed-note does not allow. */
export function parseNote(note: string): Note {
  const split = note.lastIndexOf("\n\n");
  if (split === -1 || !note.endsWith("\n")) throw new RangeError("a note ends with an empty line and signature lines");
  const text = note.slice(0, split + 1);
  requireText(text);
  const lines = note.slice(split + 2, -1).split("\n");
  return { text, signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): NoteSignature {
  const [name, encoded, ...rest] = line.startsWith(SIGNATURE_START)
    ? line.slice(SIGNATURE_START.length).split(" ")
    : [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || !isKeyName(name) || bytes === undefined || bytes.length < 5 || rest.length > 0) {
    throw new RangeError("a signature line of the note is malformed");
  }
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

/**
 * Whether the note is signed by this key. `unknown`: no signature names the key. `invalid`: one names it and does not
 * verify, which condemns the whole note.
 */
export function checkNote(note: Note, verifier: NoteVerifier): "valid" | "invalid" | "unknown" {
  const own = note.signatures.filter(({ name, keyId }) => name === verifier.name && keyId.equals(verifier.keyId));
  if (own.length === 0) return "unknown";
  return own.every(({ signature }) => verifier.verify(Buffer.from(note.text), signature)) ? "valid" : "invalid";
}

function requireText(text: string): void {
  // oxlint-disable-next-line no-control-regex
  if (!text.isWellFormed() || !text.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f\u007f]/.test(text)) {
    throw new RangeError("a note's text ends with a newline and holds no other control characters");
  }
}
