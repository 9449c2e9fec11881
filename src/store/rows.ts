/** Helpers that keep rows of both drivers alike. */

/** A view of `bytea` as a plain Uint8Array: pg answers with Buffers. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * A key column's value: what PostgreSQL cannot hold (U+0000, lone surrogates) is replaced, and it is cut to `maxBytes` of
 * UTF-8, because an index entry must stay below 2,700 bytes. Good for order and paging only.
 */
export function keyText(text: string, maxBytes: number): string {
  const safe = text.toWellFormed().replaceAll("\0", "\uFFFD");
  if (Buffer.byteLength(safe) <= maxBytes) return safe;
  const cut = Buffer.from(safe).subarray(0, maxBytes).toString("utf8");
  return cut.replace(/\uFFFD+$/, "");
}

/** The bounds (inclusive, exclusive) of all ids that begin with `prefix`, in byte order; undefined when no id can: ids are printable ASCII. */
export function prefixBounds(prefix: string): readonly [string, string] | undefined {
  return /^[!-}]+$/.test(prefix) ? [prefix, `${prefix}~`] : undefined;
}

/** Cuts a list into parts of at most `size`. */
export function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Lets timers and sockets have their turn: the embedded database works in this very thread. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
