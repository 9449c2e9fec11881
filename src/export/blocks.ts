const BLOCK_UNITS = 64 * 1024;

/** Text as UTF-8 blocks of about 64 KiB, so that a sink is not written to once a line. */
export async function* blocks(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, void> {
  let held: string[] = [];
  let units = 0;
  for await (const text of texts) {
    held.push(text);
    units += text.length;
    if (units < BLOCK_UNITS) continue;
    yield Buffer.from(held.join(""), "utf8");
    held = [];
    units = 0;
  }
  if (units > 0) yield Buffer.from(held.join(""), "utf8");
}
