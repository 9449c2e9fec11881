import { stripVTControlCharacters, styleText } from "node:util";
import { isExhibitError, messageOf, type ExhibitError, type Verdict } from "../core/index.ts";
import type { GlobalOptions, Services } from "./services.ts";

export const EXIT = { done: 0, failed: 1, usage: 2, failOn: 3, incomplete: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

type Style = Parameters<typeof styleText>[0];

/** Writes for a person or, with `--json`, one JSON document for a program. */
export class Output {
  readonly #services: Pick<Services, "stdout" | "stderr" | "env">;
  readonly json: boolean;
  readonly quiet: boolean;

  constructor(services: Pick<Services, "stdout" | "stderr" | "env">, options: GlobalOptions) {
    this.#services = services;
    this.json = options.json ?? false;
    this.quiet = options.quiet ?? false;
  }

  get width(): number {
    return this.#services.stdout.columns ?? 100;
  }

  line(text = ""): void {
    this.#services.stdout.write(`${text}\n`);
  }

  document(value: unknown): void {
    this.line(JSON.stringify(value, null, 2));
  }

  /** Colour only where a person reads a terminal that wants it. */
  style(style: Style, text: string): string {
    return this.#services.stdout.isTTY === true && (this.#services.env["NO_COLOR"] ?? "") === ""
      ? styleText(style, text, { validateStream: false })
      : text;
  }

  heading(text: string): void {
    this.line(this.style("bold", text));
  }

  verdict(verdict: Verdict): string {
    return this.style(VERDICT_STYLE[verdict], `${VERDICT_MARK[verdict]} ${verdict}`);
  }

  outcome(outcome: string): string {
    const style = OUTCOME_STYLE[outcome];
    return style === undefined ? outcome : this.style(style, outcome);
  }

  dim(text: string): string {
    return this.style("dim", text);
  }

  /** Columns aligned on their widest cell. On a terminal the last column wraps inside its own width. */
  table(rows: readonly (readonly string[])[], indent = ""): void {
    const widths: number[] = [];
    for (const row of rows) {
      row.forEach((cell, column) => {
        widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell));
      });
    }
    for (const row of rows) {
      const last = row.length - 1;
      const before = row
        .slice(0, last)
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - visibleLength(cell)));
      const start = `${indent}${before.map((cell) => `${cell}  `).join("")}`;
      const [first = "", ...rest] = this.#wrapped(row[last] ?? "", visibleLength(start));
      this.line(`${start}${first}`.trimEnd());
      for (const line of rest) this.line(`${" ".repeat(visibleLength(start))}${line}`);
    }
  }

  /** Lines of a cell that begins at this column; one line where nobody reads a terminal, or where the column is too narrow. */
  #wrapped(cell: string, column: number): readonly string[] {
    const room = (this.#services.stdout.columns ?? 0) - column;
    if (this.#services.stdout.isTTY !== true || room < LEAST_COLUMN || visibleLength(cell) <= room) return [cell];
    const lines: string[] = [];
    let line = "";
    for (const word of cell.split(" ")) {
      if (line !== "" && visibleLength(line) + 1 + visibleLength(word) > room) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
  }
}

const LEAST_COLUMN = 24;

const VERDICT_MARK: Readonly<Record<Verdict, string>> = {
  supported: "●",
  "supported-in-part": "◐",
  improvement: "△",
  "contradicted-minor": "▲",
  "contradicted-major": "■",
  undetermined: "○",
  "not-applicable": "–",
};
const VERDICT_STYLE: Readonly<Record<Verdict, Style>> = {
  supported: "green",
  "supported-in-part": "green",
  improvement: "yellow",
  "contradicted-minor": "yellow",
  "contradicted-major": "red",
  undetermined: "gray",
  "not-applicable": "gray",
};
const OUTCOME_STYLE: Readonly<Record<string, Style>> = {
  pass: "green",
  fail: "red",
  undetermined: "yellow",
  "not-applicable": "gray",
};

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** A share as a percentage with one decimal, or a dash where nothing was seen. */
export function percent(value: number | null): string {
  return value === null ? "–" : `${(value * 100).toFixed(1)} %`;
}

/** `1 run`, `2 runs`. */
export function plural(count: number, noun: string, plural_ = `${noun}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural_}`;
}

/** Configuration and usage errors are 2, everything else 1. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!isExhibitError(error)) return EXIT.failed;
  return error.code.startsWith("USAGE_") || error.code.startsWith("CONFIG_") || error.code === "MAPPING_INVALID"
    ? EXIT.usage
    : EXIT.failed;
}

/** Tells an error on stderr (or as JSON on stdout): code, message, place, remedy; never a stack trace. */
export function tellError(services: Pick<Services, "stdout" | "stderr" | "env">, error: unknown, json: boolean): void {
  const known: Pick<ExhibitError, "code" | "message" | "place" | "remedy"> = isExhibitError(error)
    ? error
    : {
        code: "INTERNAL",
        message: messageOf(error),
        place: undefined,
        remedy: "this is a defect in Exhibit: run again with EXHIBIT_DEBUG=1 and report what it prints",
      };
  if (json) {
    const { code, message, place, remedy } = known;
    services.stdout.write(`${JSON.stringify({ error: { code, message, place, remedy } }, null, 2)}\n`);
    return;
  }
  services.stderr.write(`exhibit: ${known.code}: ${known.message}\n`);
  if (known.place !== undefined) services.stderr.write(`  where  ${known.place}\n`);
  if (known.remedy !== undefined) services.stderr.write(`  remedy ${known.remedy}\n`);
  if ((services.env["EXHIBIT_DEBUG"] ?? "") !== "" && error instanceof Error)
    services.stderr.write(`${error.stack ?? ""}\n`);
}
