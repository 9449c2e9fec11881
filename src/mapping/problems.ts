import { ExhibitError } from "../core/errors.ts";

/** Something in the mapping that must be put right, with where it stands and what to do. */
export interface Problem {
  readonly file: string;
  /** From 1; 0 when the problem is about the file as a whole. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
}

const MOST_SHOWN = 20;

/** All problems in one MAPPING_INVALID error, in the order of files and lines, the first twenty written out. */
export function mappingError(problems: readonly Problem[]): ExhibitError {
  const sorted = problems.toSorted(
    (a, b) => a.file.localeCompare(b.file, "en", { numeric: true }) || a.line - b.line || a.column - b.column,
  );
  const shown = sorted
    .slice(0, MOST_SHOWN)
    .map((problem) => `  ${placeOf(problem)}: ${problem.message}. ${problem.remedy}`);
  const more = sorted.length > MOST_SHOWN ? [`  … and ${sorted.length - MOST_SHOWN} more`] : [];
  const [first] = sorted;
  const noun = sorted.length === 1 ? "problem" : "problems";
  const details = first === undefined ? {} : { place: placeOf(first), remedy: first.remedy };
  return new ExhibitError(
    "MAPPING_INVALID",
    [`the mapping has ${sorted.length} ${noun}:`, ...shown, ...more].join("\n"),
    details,
  );
}

function placeOf({ file, line, column }: Problem): string {
  return line === 0 ? file : `${file}:${line}:${column}`;
}
