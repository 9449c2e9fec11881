import { randomUUID } from "node:crypto";
import { instant } from "../../core/clock.ts";
import type { ExchangeRecord } from "../../core/evidence.ts";
import { roleOf } from "../replay/request-key.ts";
import type { AttemptResult, Call } from "../types.ts";
import type { Withholder } from "../withhold.ts";
import { createArchiveFile, type ArchiveFileOptions, type StoredArchive } from "./archive-file.ts";
import { warcMember, type WarcEntry, type WarcField } from "./warc.ts";

/** Named fields of our own; tools that do not know them ignore them (WARC 1.1, section 5.1). */
export const FIELD = {
  exchange: "Exhibit-Exchange",
  call: "Exhibit-Call",
  attempt: "Exhibit-Attempt",
  operation: "Exhibit-Operation",
  label: "Exhibit-Label",
  signedFor: "Exhibit-Signed-For",
  role: "Exhibit-Role-Arn",
  endedAt: "Exhibit-Ended-At",
  requestDigest: "Exhibit-Request-Digest",
  errorCode: "Exhibit-Error-Code",
  withheld: "Exhibit-Withheld",
  fault: "Exhibit-Fault",
  faultDetail: "Exhibit-Fault-Detail",
} as const;

export interface ArchivedExchange {
  readonly record: ExchangeRecord;
  readonly call: Call;
  /** Number of the call that the attempt belongs to: one call of the door is one or more attempts. */
  readonly callNumber: number;
  readonly result: AttemptResult;
  readonly withholder: Withholder;
  /** The body names a credential, or the operation is sensitive: it is not written. */
  readonly requestWithheld: boolean;
  readonly responseWithheld: boolean;
  /** Error code of an answer whose body is withheld: a plain identifier. */
  readonly errorCode?: string;
}

export interface ExchangeArchive {
  /** Written in the order of the calls. Rejects when the file cannot be written, and so does every later call. */
  append(exchange: ArchivedExchange): Promise<void>;
  finish(): Promise<StoredArchive>;
}

export interface ExchangeArchiveOptions extends ArchiveFileOptions {
  /** Fields of the warcinfo record. */
  readonly info: Readonly<Record<string, string>>;
  readonly date: string;
}

export async function createExchangeArchive(options: ExchangeArchiveOptions): Promise<ExchangeArchive> {
  const file = await createArchiveFile(options);
  const warcinfoId = recordId();
  /** The last write; once one has failed, so has every later one. */
  let tail: Promise<void> = Promise.resolve();
  const enqueue = (entries: () => readonly WarcEntry[]): Promise<void> => {
    // Compressed side by side and written in turn: what fails here is told in its turn.
    const compress = async () => Promise.all(entries().map(warcMember));
    const made = Promise.allSettled([compress()]);
    tail = tail.then(async () => {
      const [members] = await made;
      if (members.status === "rejected") throw members.reason;
      for (const member of members.value) await file.write(member);
    });
    return tail;
  };
  await enqueue(() => [{ type: "warcinfo", id: warcinfoId, date: options.date, fields: [], info: options.info }]);
  return {
    append: (exchange) => enqueue(() => entriesOf(exchange, warcinfoId)),
    async finish() {
      // Whoever appended has been told; an archive in which an exchange is missing must not be taken for a whole one.
      await tail.catch((error: unknown) => file.fail(error));
      return file.finish();
    },
  };
}

function entriesOf(exchange: ArchivedExchange, warcinfoId: string): readonly WarcEntry[] {
  const { record, call, result, withholder } = exchange;
  const { request } = call;
  const requestId = recordId();
  const common: readonly WarcField[] = [
    ["WARC-Warcinfo-ID", warcinfoId],
    [FIELD.exchange, String(record.n)],
    [FIELD.call, String(exchange.callNumber)],
    [FIELD.attempt, String(record.attempt)],
    [FIELD.operation, record.operation],
    ...(record.label === "" ? [] : [[FIELD.label, encodeURI(record.label)] as const]),
    ...(call.signedFor === undefined ? [] : [[FIELD.signedFor, call.signedFor] as const]),
    [FIELD.endedAt, instant(result.endedAt)],
  ];
  const role = exchange.requestWithheld ? roleOf(request.headers.get("content-type") ?? "", request.body) : undefined;
  const withheld: readonly WarcField[] = [
    ["WARC-Truncated", "unspecified"],
    [FIELD.withheld, "body"],
  ];
  const path = record.url.slice(new URL(record.url).origin.length) || "/";
  const requestBody = exchange.requestWithheld ? new Uint8Array() : request.body;
  const requestEntry: WarcEntry = {
    type: "request",
    id: requestId,
    date: record.startedAt,
    url: record.url,
    fields: [
      ...common,
      [FIELD.requestDigest, record.requestDigest],
      ...(role === undefined ? [] : [[FIELD.role, role] as const]),
      ...(exchange.requestWithheld ? withheld : [["WARC-Payload-Digest", `sha256:${record.requestDigest}`] as const]),
    ],
    http: {
      startLine: `${record.method} ${path} HTTP/1.1`,
      headers: [
        ["host", request.url.host],
        ...withholder.headers(request.headers).filter(([name]) => !REWRITTEN.has(name)),
        lengthOf(requestBody),
      ],
      body: requestBody,
    },
  };
  const answerFields: readonly WarcField[] = [...common, ["WARC-Concurrent-To", requestId]];
  if (result.kind === "fault") {
    return [
      requestEntry,
      {
        type: "metadata",
        id: recordId(),
        date: record.startedAt,
        url: record.url,
        fields: [...answerFields, [FIELD.fault, result.fault], [FIELD.faultDetail, result.detail]],
        info: { "no-answer": result.detail },
      },
    ];
  }
  const { answer } = result;
  const responseBody = exchange.responseWithheld ? new Uint8Array() : answer.body;
  return [
    requestEntry,
    {
      type: "response",
      id: recordId(),
      date: record.startedAt,
      url: record.url,
      fields: [
        ...answerFields,
        ...(exchange.responseWithheld || record.responseDigest === undefined
          ? withheld
          : [["WARC-Payload-Digest", `sha256:${record.responseDigest}`] as const]),
        ...(exchange.errorCode === undefined ? [] : [[FIELD.errorCode, exchange.errorCode] as const]),
      ],
      http: {
        startLine: `HTTP/1.1 ${String(answer.status)} ${answer.statusText}`,
        headers: [
          ...withholder.headers(answer.headers).filter(([name]) => name !== "content-length"),
          lengthOf(responseBody),
        ],
        body: responseBody,
      },
    },
  ];
}

const REWRITTEN: ReadonlySet<string> = new Set(["host", "content-length"]);

function lengthOf(body: Uint8Array): readonly [string, string] {
  return ["content-length", String(body.byteLength)];
}

function recordId(): string {
  return `<urn:uuid:${randomUUID()}>`;
}
