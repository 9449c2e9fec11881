/** 32-bit mixing hash of a text (MurmurHash3 finaliser over FNV-1a): fast, seeded, not for security. */
export function hash32(text: string, seed = 0): number {
  let state = (2166136261 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 16777619);
  state = Math.imul(state ^ (state >>> 16), 2246822507);
  state = Math.imul(state ^ (state >>> 13), 3266489909);
  return (state ^ (state >>> 16)) >>> 0;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** `length` characters of AWS's identifier alphabet, the same for the same text. */
export function token(text: string, length: number): string {
  let out = "";
  for (let block = 0; out.length < length; block += 1) {
    let bits = hash32(text, block + 1);
    for (let digit = 0; digit < 6 && out.length < length; digit += 1) {
      out += ALPHABET.charAt(bits & 31);
      bits >>>= 5;
    }
  }
  return out;
}

/** `length` lower-case hexadecimal digits, the same for the same text. */
export function hex(text: string, length: number): string {
  let out = "";
  for (let block = 0; out.length < length; block += 1)
    out += hash32(text, block + 101)
      .toString(16)
      .padStart(8, "0");
  return out.slice(0, length);
}

/** A UUID-shaped text, the same for the same text. */
export function uuid(text: string): string {
  const digits = hex(text, 32);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** Unique identifier as IAM makes them (`AIDA…`, `AROA…`), always ending in EXAMPLE so that nobody takes it for a real one. */
export function uniqueId(
  prefix: "AIDA" | "AROA" | "AGPA" | "ANPA" | "AKIA" | "ASIA" | "ASCA" | "APKA" | "ACCA" | "AIPA",
  text: string,
): string {
  const middle = prefix === "AKIA" || prefix === "ASIA" ? 9 : 10;
  return `${prefix}${token(`${prefix}/${text}`, middle)}EXAMPLE`;
}

/** True for about `percent` of texts, the same for the same text. */
export function chance(percent: number, text: string): boolean {
  return hash32(text, 77) % 100 < percent;
}

/** One of `options`, the same for the same text. */
export function pick<T>(options: readonly [T, ...T[]], text: string): T {
  return options[hash32(text, 55) % options.length] ?? options[0];
}
