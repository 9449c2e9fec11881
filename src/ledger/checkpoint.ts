import { fromBase64, parseNote, signNote, type Note, type NoteSigner } from "./note.ts";
import { HASH_BYTES } from "./merkle.ts";

/** Body of a C2SP tlog-checkpoint without extension lines. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString("base64")}\n`;
}

export async function signCheckpoint(checkpoint: Omit<Checkpoint, "origin">, signer: NoteSigner): Promise<string> {
  return signNote(formatCheckpoint({ ...checkpoint, origin: signer.name }), signer);
}

/** Parses a signed checkpoint without judging its signatures. RangeError when anything is not exactly as we format it. */
export function parseCheckpoint(text: string): { readonly checkpoint: Checkpoint; readonly note: Note } {
  const note = parseNote(text);
  const [origin = "", sizeText = "", rootText = ""] = note.text.split("\n");
  const root = fromBase64(rootText);
  const checkpoint = { origin, size: Number(sizeText), root: root ?? Buffer.alloc(0) };
  const exact =
    Number.isSafeInteger(checkpoint.size) &&
    checkpoint.size >= 0 &&
    checkpoint.root.length === HASH_BYTES &&
    formatCheckpoint(checkpoint) === note.text;
  if (origin === "" || !exact) throw new RangeError("the note is not a checkpoint of origin, size and root hash");
  return { checkpoint, note };
}
