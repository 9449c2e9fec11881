import { ExhibitError } from "./errors.ts";

/** A value that JCS can hold: no undefined members, no functions, finite numbers, integers within ±(2^53-1). */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const MAX_DEPTH = 64;

/**
 * RFC 8785 (JCS) text of one of *our own* records. Strict where libraries are lenient: anything that is not plain JSON
 * throws instead of being dropped. Platform answers are never passed through this; their bytes are hashed as they came.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) throw refuse("nesting deeper than 64");
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw refuse("a number that is not finite");
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw refuse("an integer beyond ±(2^53-1)");
    return JSON.stringify(value);
  }
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw refuse("a string with a lone surrogate");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`;
  if (typeof value === "object" && isPlain(value)) {
    const members = Object.keys(value)
      .toSorted()
      .map((key) => `${write(key, depth + 1)}:${write((value as Record<string, unknown>)[key], depth + 1)}`);
    return `{${members.join(",")}}`;
  }
  throw refuse(`a value of type ${typeof value}`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function refuse(what: string): ExhibitError {
  return new ExhibitError("INTERNAL", `canonical JSON cannot hold ${what}`);
}
