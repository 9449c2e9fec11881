import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";

/** A WARC record as the standard describes it, read without any code that wrote it. */
export interface ReadRecord {
  readonly fields: ReadonlyMap<string, string>;
  readonly block: Buffer;
  /** After the HTTP header, for records that hold HTTP; else the block. */
  readonly payload: Buffer;
}

/** Reads WARC 1.1 (ISO 28500:2017, section 4) and fails on anything that does not hold its grammar. */
export function readWarc(gzipped: Uint8Array): readonly ReadRecord[] {
  let rest = gunzipSync(gzipped);
  const records: ReadRecord[] = [];
  while (rest.byteLength > 0) {
    const end = rest.indexOf("\r\n\r\n");
    const [version, ...lines] = rest.subarray(0, end).toString("utf8").split("\r\n");
    if (version !== "WARC/1.1") throw new Error(`no WARC 1.1 record begins with ${String(version)}`);
    const fields = new Map(
      lines.map((line) => {
        const match = /^([A-Za-z][A-Za-z0-9-]*): ([^\r\n]*)$/.exec(line);
        if (match?.[1] === undefined || match[2] === undefined) throw new Error(`no named field: ${line}`);
        return [match[1].toLowerCase(), match[2]] as const;
      }),
    );
    if (fields.size !== lines.length) throw new Error("a named field is repeated");
    const length = Number(fields.get("content-length"));
    const block = rest.subarray(end + 4, end + 4 + length);
    if (block.byteLength !== length) throw new Error("a block is shorter than its Content-Length");
    rest = rest.subarray(end + 4 + length);
    if (rest.subarray(0, 4).toString() !== "\r\n\r\n") throw new Error("a record does not end with two empty lines");
    rest = rest.subarray(4);
    const http = fields.get("content-type")?.startsWith("application/http") === true;
    records.push({ fields, block, payload: http ? block.subarray(block.indexOf("\r\n\r\n") + 4) : block });
  }
  return records;
}

export function sha256Field(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
