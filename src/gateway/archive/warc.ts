import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { sha256 } from "../../core/digest.ts";

const gzipAsync = promisify(gzip);

/** Below this, handing a buffer to a thread costs more than compressing it here. */
const COMPRESS_HERE_BYTES = 64 * 1024;

export type WarcField = readonly [name: string, value: string];

export interface WarcHttp {
  /** `HTTP/1.1 200 OK` or `POST /path HTTP/1.1`. */
  readonly startLine: string;
  readonly headers: readonly WarcField[];
  readonly body: Uint8Array;
}

export interface WarcEntry {
  readonly type: "warcinfo" | "request" | "response" | "metadata";
  /** `<urn:uuid:…>` */
  readonly id: string;
  readonly date: string;
  readonly url?: string;
  readonly fields: readonly WarcField[];
  readonly http?: WarcHttp;
  /** Lines of an `application/warc-fields` block. */
  readonly info?: Readonly<Record<string, string>>;
}

/**
 * One WARC 1.1 record (ISO 28500:2017) as one gzip member, so that a file can be read from any record on. Written here
 * and not by warcio, whose serializer adds a payload digest even where the payload is withheld; warcio reads it back.
 */
export async function warcMember(entry: WarcEntry): Promise<Uint8Array> {
  const bytes = warcRecord(entry);
  return bytes.byteLength < COMPRESS_HERE_BYTES ? gzipSync(bytes) : gzipAsync(bytes);
}

export function warcRecord({ type, id, date, url, fields, http, info }: WarcEntry): Buffer {
  const block = http === undefined ? lines(Object.entries(info ?? {})) : httpBlock(http);
  const head = lines([
    ["WARC-Type", type],
    ["WARC-Record-ID", id],
    ["WARC-Date", date],
    ...(url === undefined ? [] : [["WARC-Target-URI", url] as const]),
    ...fields,
    ["Content-Type", http === undefined ? "application/warc-fields" : `application/http; msgtype=${type}`],
    ["WARC-Block-Digest", `sha256:${sha256(block)}`],
    ["Content-Length", String(block.byteLength)],
  ]);
  return Buffer.concat([Buffer.from("WARC/1.1\r\n"), head, Buffer.from("\r\n"), block, Buffer.from("\r\n\r\n")]);
}

function httpBlock({ startLine, headers, body }: WarcHttp): Buffer {
  return Buffer.concat([Buffer.from(`${oneLine(startLine)}\r\n`), lines(headers), Buffer.from("\r\n"), body]);
}

function lines(fields: readonly WarcField[]): Buffer {
  return Buffer.from(fields.map(([name, value]) => `${name}: ${oneLine(value)}\r\n`).join(""));
}

// A line break in a value would begin a field of its own.
function oneLine(value: string): string {
  return value.replace(/\p{Cc}+/gu, " ");
}
