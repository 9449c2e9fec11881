import { Readable } from "node:stream";
import { parse } from "csv-parse";

/** `user` of the root user's row. */
export const ROOT_ROW = "<root_account>";

/** Columns without which a row says nothing about who or what (aws-iam.md §4); others are kept as they come. */
const REQUIRED_COLUMNS = [
  "user",
  "arn",
  "user_creation_time",
  "password_enabled",
  "mfa_active",
  "access_key_1_active",
  "access_key_2_active",
];

const PIECE_BYTES = 64 * 1024;

export type ReportRow = Record<string, string>;

/** The bytes are not a credential report; the message quotes none of them. */
export class ReportUnreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ReportUnreadable";
  }
}

/**
 * Rows by header name, in the report's order, sentinels as sent. Columns may be more than we know and in any order.
 * @throws ReportUnreadable on anything that is not such a table, a row cut short included
 */
export async function* parseCredentialReport(content: Uint8Array): AsyncGenerator<ReportRow, void, void> {
  let headerSeen = false;
  const columns = (header: readonly string[]): string[] => {
    headerSeen = true;
    return checkHeader(header);
  };
  // In pieces, because the parser makes all rows of what it is given before it hands out the first.
  const parser = Readable.from(piecesOf(content), { objectMode: false }).pipe(
    parse({ columns, bom: true, skip_empty_lines: true, relax_column_count: false }),
  );
  let rows = 0;
  try {
    for await (const row of parser) {
      rows += 1;
      yield row as ReportRow;
    }
  } catch (error) {
    if (error instanceof ReportUnreadable) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    throw new ReportUnreadable(`the credential report cannot be read after row ${rows}: ${code}`);
  }
  if (!headerSeen) throw new ReportUnreadable("the credential report is empty");
}

function* piecesOf(content: Uint8Array): Generator<Uint8Array, void, void> {
  for (let from = 0; from < content.length; from += PIECE_BYTES) yield content.subarray(from, from + PIECE_BYTES);
}

function checkHeader(header: readonly string[]): string[] {
  const missing = REQUIRED_COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new ReportUnreadable(`the credential report lacks the columns ${missing.join(", ")}`);
  if (new Set(header).size !== header.length) throw new ReportUnreadable("the credential report names a column twice");
  return [...header];
}
