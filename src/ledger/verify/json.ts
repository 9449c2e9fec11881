export type Members = Readonly<Record<string, unknown>>;

/**
 * The value of a text that is exactly RFC 8785 JSON of an object, or undefined. One text for one value: a receipt cannot be
 * rewritten without changing what it says.
 */
export function readCanonicalObject(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isMembers(value) && canonicalText(value) === text ? value : undefined;
  } catch (error) {
    // RangeError: nested so deep that no receipt of ours can be meant.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** RFC 8785 text of a parsed JSON value: members in order of UTF-16 code units, everything else as ECMAScript writes it. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (!isMembers(value)) return JSON.stringify(value);
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`).join(",")}}`;
}
