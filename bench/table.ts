/** Rows as text columns: the first to the left, all others to the right, two spaces apart. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [n, cell] of row.entries()) widths[n] = Math.max(widths[n] ?? 0, cell.length);
  const line = (row: readonly string[]): string =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join("  ");
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join("");
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

export function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

export function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? "?" : `${whole(bytes / 1024 / 1024)} MB`;
}
