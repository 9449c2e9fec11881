import { stringify } from "csv-stringify/sync";
import { plain } from "./text.ts";

export type Cell = string | number | boolean | null | undefined;

/**
 * Where a spreadsheet may begin a cell: at the start, and behind what some program takes for a delimiter (a semicolon in
 * much of Europe, a tab) or for the end of a row. A formula begins with one of `= + - @`, also in full width.
 */
const FORMULA = /(^|[;\t\r\n])([\s\u200b\ufeff]*)('*)(?=[=+\-@＝＋－＠])/g;
const NEUTRALISED = /(^|[;\t\r\n])([\s\u200b\ufeff]*)('*)'(?=[=+\-@＝＋－＠])/g;

/** The text with an apostrophe before everything that a spreadsheet would compute. {@link restore} takes them away again. */
export function neutralise(text: string): string {
  return text.replaceAll(FORMULA, "$1$2$3'");
}

/** What {@link neutralise} was given. */
export function restore(text: string): string {
  return text.replaceAll(NEUTRALISED, "$1$2$3");
}

/**
 * Rows of RFC 4180: comma, CRLF, every text in double quotes, absent values empty without quotes. Only texts are
 * neutralised: numbers are ours and never formulas.
 */
export function csvRows(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? neutralise(plain(cell)) : cell)));
  return stringify(cells, {
    record_delimiter: "\r\n",
    quoted_string: true,
    cast: { boolean: (value) => String(value), number: (value) => String(value) },
  });
}

const ROWS_AT_ONCE = 500;

/** A whole table: names of columns, then the rows as they come. */
export async function* csvTable<T>(
  columns: Readonly<Record<string, (item: T) => Cell>>,
  items: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<string, void, void> {
  const cells = Object.values(columns);
  let rows: (readonly Cell[])[] = [Object.keys(columns)];
  for await (const item of items) {
    rows.push(cells.map((cell) => cell(item)));
    if (rows.length < ROWS_AT_ONCE) continue;
    yield csvRows(rows);
    rows = [];
  }
  if (rows.length > 0) yield csvRows(rows);
}
