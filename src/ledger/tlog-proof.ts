import { HASH_BYTES } from "./merkle.ts";
import { fromBase64 } from "./note.ts";

const HEADER = "c2sp.org/tlog-proof@v1";

/** C2SP tlog-proof v1: where an entry is in the tree of the checkpoint that follows. */
export interface TlogProof {
  readonly index: number;
  readonly hashes: readonly Buffer[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
  /** Application data; NOT authenticated by the proof. */
  readonly extra?: Buffer;
}

export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${extra.toString("base64")}`]),
    `index ${index}`,
    ...hashes.map((item) => item.toString("base64")),
  ];
  return `${lines.join("\n")}\n\n${checkpoint}`;
}

/** Strict: what it returns formats to exactly the text given, else RangeError. The checkpoint is not judged here. */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(split, 0)).split("\n");
  const checkpoint = text.slice(split + 2);
  const hasExtra = lines[1]?.startsWith("extra ") ?? false;
  const extra = hasExtra ? fromBase64(lines[1]?.slice("extra ".length) ?? "") : undefined;
  const [indexLine = "", ...hashLines] = lines.slice(hasExtra ? 2 : 1);
  const hashes = hashLines.map((line) => fromBase64(line) ?? Buffer.alloc(0));
  const index = Number(indexLine.slice("index ".length));
  const proof = { index, hashes, checkpoint, ...(extra === undefined ? {} : { extra }) };
  const sound = Number.isSafeInteger(index) && index >= 0 && hashes.every((item) => item.length === HASH_BYTES);
  if (split === -1 || !sound || formatTlogProof(proof) !== text)
    throw new RangeError("the text is not a tlog-proof v1");
  return proof;
}
