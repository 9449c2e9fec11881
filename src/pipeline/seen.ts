import { sha256 } from "../core/index.ts";

/** Key and content as 64 bits each, of which the chance that two of a million agree is one in thirty million. */
const WORDS = 4;
const FIRST_SLOTS = 16;

/**
 * Which records were taken, by key, and what each of them said: 16 bytes a record at most half full, where their texts
 * would take 250. Two keys that agree in 64 bits of SHA-256 are told as one key with two contents, never passed over.
 */
export class Seen {
  #words = new Uint32Array(FIRST_SLOTS * WORDS);
  #count = 0;

  /** @param digest SHA-256 (hex) of the content */
  add(key: string, digest: string): "new" | "same" | "other" {
    if ((this.#count + 1) * 2 > this.#words.length / WORDS) this.#grow();
    const hash = sha256(key);
    const [high, low] = [word(hash, 0), word(hash, 8) || 1];
    const at = placeOf(this.#words, high, low);
    if (this.#words[at + 1] !== 0)
      return this.#words[at + 2] === word(digest, 0) && this.#words[at + 3] === word(digest, 8) ? "same" : "other";
    this.#words.set([high, low, word(digest, 0), word(digest, 8)], at);
    this.#count += 1;
    return "new";
  }

  #grow(): void {
    const before = this.#words;
    this.#words = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += WORDS) {
      const low = before[at + 1] ?? 0;
      if (low === 0) continue;
      this.#words.set(before.subarray(at, at + WORDS), placeOf(this.#words, before[at] ?? 0, low));
    }
  }
}

/** Where the key is, or the free place where it belongs; a second word of zero is a free place. */
function placeOf(words: Uint32Array, high: number, low: number): number {
  const slots = words.length / WORDS;
  for (let slot = high % slots; ; slot = (slot + 1) % slots) {
    const at = slot * WORDS;
    if (words[at + 1] === 0 || (words[at] === high && words[at + 1] === low)) return at;
  }
}

function word(hex: string, from: number): number {
  return Number.parseInt(hex.slice(from, from + 8), 16);
}
