import { createReadStream } from "node:fs";
import { access, constants, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { WARCRecord } from "warcio";
import { sha256 } from "../../core/digest.ts";
import { ExhibitError, messageOf } from "../../core/errors.ts";
import type { ExchangeRecord } from "../../core/evidence.ts";
import { FIELD } from "../archive/exchange-archive.ts";
import { dateOf } from "../recorder.ts";
import { FAULTS, type Fault } from "../types.ts";

export type RecordedOutcome =
  | {
      readonly kind: "answer";
      readonly statusText: string;
      readonly headers: readonly (readonly [string, string])[];
      /** Absent when the body is withheld. */
      readonly body?: () => Uint8Array<ArrayBuffer>;
      readonly errorCode?: string;
    }
  | { readonly kind: "fault"; readonly fault: Fault; readonly detail: string };

export interface RecordedAttempt {
  readonly callNumber: number;
  readonly record: ExchangeRecord;
  readonly signedFor: string;
  /** Absent when it is withheld. */
  readonly requestBody?: Uint8Array;
  readonly role?: string;
  readonly contentType: string;
  readonly outcome: RecordedOutcome;
}

export interface RecordedArchive {
  /** Endpoints that the operator had set when it was recorded. */
  readonly endpoints: readonly string[];
  /** In order of arrival. */
  readonly attempts: readonly RecordedAttempt[];
}

const AGE_HEADER = "age-encryption.org/v1";

/**
 * Reads a whole archive; bodies are kept compressed.
 * @param identity age identity (`AGE-SECRET-KEY-1…`) of an encrypted archive
 * @throws ExhibitError GATEWAY_ARCHIVE_INVALID when it cannot be read, is cut short, or a body does not match its digest
 */
export async function readArchive(path: string, identity?: string): Promise<RecordedArchive> {
  try {
    await access(path, constants.R_OK);
  } catch (cause) {
    throw invalid(path, "it cannot be opened", cause);
  }
  const { WARCParser } = await import("warcio");
  let endpoints: readonly string[] | undefined;
  const attempts: RecordedAttempt[] = [];
  let request: { readonly record: WARCRecord; readonly http: HttpMessage } | undefined;
  try {
    for await (const record of WARCParser.iterRecords(await plainBytes(path, identity), { parseHttp: false })) {
      const block = await record.readFully(false);
      if (`sha256:${sha256(block)}` !== field(record, "WARC-Block-Digest"))
        throw new Error("a record is damaged or cut short");
      if (record.warcType === "warcinfo") endpoints = infoField(block, "endpoints").split(" ").filter(Boolean);
      else if (record.warcType === "request") {
        if (request !== undefined) throw new Error("a request has no outcome");
        request = { record, http: httpMessage(block) };
      } else {
        if (request === undefined || field(record, "WARC-Concurrent-To") !== field(request.record, "WARC-Record-ID")) {
          throw new Error("an answer has no request");
        }
        attempts.push(attemptOf(request.record, request.http, record, block));
        request = undefined;
      }
    }
    if (request !== undefined) throw new Error("the last request has no outcome");
    if (endpoints === undefined) throw new Error("it holds no records");
  } catch (cause) {
    if (cause instanceof ExhibitError) throw cause;
    throw invalid(path, messageOf(cause), cause);
  }
  return { endpoints, attempts };
}

/** By its first bytes: in the object store an archive is named after its digest. */
async function isEncrypted(path: string): Promise<boolean> {
  if (path.endsWith(".age")) return true;
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(AGE_HEADER.length), 0, AGE_HEADER.length, 0);
    return buffer.toString("latin1", 0, bytesRead) === AGE_HEADER;
  } finally {
    await handle.close();
  }
}

async function plainBytes(path: string, identity: string | undefined): Promise<AsyncIterable<Uint8Array>> {
  const encrypted = await isEncrypted(path);
  const stream = createReadStream(path);
  if (!encrypted) return stream as AsyncIterable<Uint8Array>;
  if (identity === undefined) {
    stream.destroy();
    throw new ExhibitError("GATEWAY_ARCHIVE_INVALID", "the exchange archive is encrypted and no identity was given", {
      place: path,
      remedy: "Give the age identity (AGE-SECRET-KEY-1…) that belongs to one of its recipients.",
    });
  }
  const { decryptWith } = await import("../archive/age.ts");
  try {
    return await decryptWith(identity, Readable.toWeb(stream) as ReadableStream<Uint8Array>);
  } catch {
    // The library's message is left out: it may quote what was given as an identity.
    stream.destroy();
    throw new ExhibitError("GATEWAY_ARCHIVE_INVALID", "the identity given does not open the exchange archive", {
      place: path,
    });
  }
}

function attemptOf(request: WARCRecord, asked: HttpMessage, answer: WARCRecord, block: Uint8Array): RecordedAttempt {
  const digest = field(request, FIELD.requestDigest);
  const requestWithheld = request.warcHeader(FIELD.withheld) != null;
  if (!requestWithheld && sha256(asked.body) !== digest) throw new Error("a request body does not match its digest");
  const role = request.warcHeader(FIELD.role);
  const payload = answer.warcHeader("WARC-Payload-Digest");
  const responseDigest = payload == null ? undefined : payload.replace(/^sha256:/, "");
  const { status, outcome } = outcomeOf(answer, block, responseDigest);
  const platformDate =
    outcome.kind === "answer" ? dateOf(outcome.headers.find(([name]) => name === "date")?.[1]) : undefined;
  return {
    callNumber: Number(field(request, FIELD.call)),
    signedFor: request.warcHeader(FIELD.signedFor) ?? "",
    contentType: asked.headers.find(([name]) => name === "content-type")?.[1] ?? "",
    ...(requestWithheld ? {} : { requestBody: asked.body }),
    ...(role == null ? {} : { role }),
    outcome,
    record: {
      n: Number(field(request, FIELD.exchange)),
      operation: field(request, FIELD.operation),
      label: decodeURI(request.warcHeader(FIELD.label) ?? ""),
      method: asked.startLine.split(" ")[0] ?? "",
      url: field(request, "WARC-Target-URI"),
      requestDigest: digest,
      status,
      ...(responseDigest === undefined ? {} : { responseDigest }),
      ...(outcome.kind === "fault" ? { error: outcome.detail } : {}),
      startedAt: field(request, "WARC-Date"),
      endedAt: field(request, FIELD.endedAt),
      ...(platformDate === undefined ? {} : { platformDate }),
      attempt: Number(field(request, FIELD.attempt)),
    },
  };
}

function outcomeOf(
  answer: WARCRecord,
  block: Uint8Array,
  digest: string | undefined,
): { readonly status: number; readonly outcome: RecordedOutcome } {
  if (answer.warcType === "metadata") {
    const fault = FAULTS.find((name) => name === answer.warcHeader(FIELD.fault));
    if (fault === undefined) throw new Error("a fault is of no known kind");
    return { status: 0, outcome: { kind: "fault", fault, detail: field(answer, FIELD.faultDetail) } };
  }
  const { startLine, headers, body } = httpMessage(block);
  const [, status = "", statusText = ""] = /^HTTP\/1\.1 (\d{3}) (.*)$/.exec(startLine) ?? [];
  if (status === "") throw new Error("an answer has no status line");
  const errorCode = answer.warcHeader(FIELD.errorCode);
  const common = {
    kind: "answer" as const,
    statusText,
    headers: headers.filter(([name]) => name !== "content-length"),
    ...(errorCode == null ? {} : { errorCode }),
  };
  if (digest === undefined) return { status: Number(status), outcome: common };
  if (sha256(body) !== digest) throw new Error("a response body does not match its digest");
  const packed = deflateRawSync(body);
  return { status: Number(status), outcome: { ...common, body: () => new Uint8Array(inflateRawSync(packed)) } };
}

interface HttpMessage {
  readonly startLine: string;
  /** Names in lower case, as fetch gives them. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

function httpMessage(block: Uint8Array): HttpMessage {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) throw new Error("an HTTP message has no end of its header");
  const [startLine = "", ...lines] = bytes.subarray(0, end).toString("utf8").split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(": ");
    return [line.slice(0, colon), line.slice(colon + 2)] as const;
  });
  return { startLine, headers, body: bytes.subarray(end + 4) };
}

function field(record: WARCRecord, name: string): string {
  const value = record.warcHeader(name);
  if (value == null) throw new Error(`a record has no field ${name}; was it written by Exhibit?`);
  return value;
}

function infoField(body: Uint8Array, name: string): string {
  const line = Buffer.from(body)
    .toString("utf8")
    .split("\r\n")
    .find((text) => text.startsWith(`${name}: `));
  return line?.slice(name.length + 2) ?? "";
}

function invalid(path: string, why: string, cause: unknown): ExhibitError {
  return new ExhibitError("GATEWAY_ARCHIVE_INVALID", `the exchange archive cannot be read: ${why}`, {
    place: path,
    cause,
  });
}
