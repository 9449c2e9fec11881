import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { WARC_1_1, WARCRecord, WARCSerializer } from "warcio";
import { sha256 } from "../../core/digest.ts";

const gzipAsync = promisify(gzip);

/** Below this, handing a buffer to a thread costs more than compressing it here. */
const COMPRESS_HERE_BYTES = 64 * 1024;

/** WARC named fields in the order they are written. */
export type WarcFields = readonly (readonly [string, string])[];

export interface WarcHttp {
  /** `HTTP/1.1 200 OK` or `POST /path HTTP/1.1`. */
  readonly startLine: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export interface WarcEntry {
  readonly type: "warcinfo" | "request" | "response" | "metadata";
  /** `<urn:uuid:…>` */
  readonly id: string;
  readonly date: string;
  readonly url?: string;
  readonly fields: WarcFields;
  readonly http?: WarcHttp;
  /** Lines of an `application/warc-fields` block. */
  readonly info?: Readonly<Record<string, string>>;
}

/** One record as one gzip member, so that the file stays readable from any record on (WARC 1.1, annex D). */
export async function warcMember(entry: WarcEntry): Promise<Uint8Array> {
  const record = recordOf(entry);
  // Block digests are computed here as well: the serializer would load a WASM hasher for every record.
  const bytes = await WARCSerializer.serialize(record, { gzip: false });
  return bytes.byteLength < COMPRESS_HERE_BYTES ? gzipSync(bytes) : gzipAsync(bytes);
}

function recordOf({ type, id, date, url, fields, http, info }: WarcEntry): WARCRecord {
  const encoder = new TextEncoder();
  const body =
    http?.body ??
    encoder.encode(
      Object.entries(info ?? {})
        .map(([name, value]) => `${name}: ${oneLine(value)}\r\n`)
        .join(""),
    );
  const head =
    http === undefined
      ? ""
      : [http.startLine, ...http.headers.map(([name, value]) => `${name}: ${value}`), "", ""].join("\r\n");
  const block = http === undefined ? body : Buffer.concat([encoder.encode(head), body]);
  return WARCRecord.create(
    {
      type,
      date,
      warcVersion: WARC_1_1,
      ...(url === undefined ? {} : { url }),
      warcHeaders: [
        ["WARC-Record-ID", id],
        ...(type === "warcinfo" || type === "metadata"
          ? [["Content-Type", "application/warc-fields"] as [string, string]]
          : []),
        ["WARC-Block-Digest", `sha256:${sha256(block)}`],
        ...fields.map(([name, value]): [string, string] => [name, oneLine(value)]),
      ],
      ...(http === undefined
        ? {}
        : {
            statusline: http.startLine,
            httpHeaders: http.headers.map(([name, value]): [string, string] => [name, value]),
          }),
    },
    [body],
  );
}

// A line break in a label would begin a field of its own.
function oneLine(value: string): string {
  return value.replace(/\p{Cc}+/gu, " ");
}
