/** Shorter texts are not worth the copy. */
const LONG_BYTES = 64 * 1024;
const OPENING = Buffer.from("<![CDATA[");
const CLOSING = Buffer.from("]]>");

/**
 * The XML document with its long texts as CDATA sections: the same document to every reader. The SDK's parser puts a text
 * together character by character, and holds some 25 bytes for each until the text ends: 100 MB for the credential report
 * of 10,000 users. It takes a CDATA section as it stands.
 */
export function withLongTextAsCdata(xml: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (xml.length < LONG_BYTES) return xml;
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  const runs = longTexts(bytes);
  if (runs.length === 0) return xml;
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const [start, end] of runs) {
    parts.push(bytes.subarray(done, start), OPENING, bytes.subarray(start, end), CLOSING);
    done = end;
  }
  parts.push(bytes.subarray(done));
  return Buffer.concat(parts);
}

/** Where long texts begin and end. None where a comment or a section, in which `<` means nothing, makes that uncertain. */
function longTexts(bytes: Buffer): readonly (readonly [start: number, end: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let open = bytes.indexOf("<"); open !== -1;) {
    const start = bytes.indexOf(">", open) + 1;
    const end = start === 0 ? -1 : bytes.indexOf("<", start);
    if (end === -1) break;
    if (end - start >= LONG_BYTES && !holds(bytes, start, end, "&") && !holds(bytes, start, end, "]]>"))
      found.push([start, end]);
    open = end;
  }
  return found.length > 0 && bytes.includes("<!") ? [] : found;
}

function holds(bytes: Buffer, start: number, end: number, text: string): boolean {
  const at = bytes.subarray(start, end).indexOf(text);
  return at !== -1;
}
