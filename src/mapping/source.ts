import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type * as z from "zod";
import type { Problem } from "./problems.ts";
import { ControlEntry } from "./schema.ts";

export type Path = readonly (string | number)[];

/** One mapping file, parsed, with the way back from a value to its line. */
export interface MappingFile {
  readonly file: string;
  readonly entry: ControlEntry;
  /** What the YAML says, before the schema. */
  readonly value: unknown;
  /** A problem at the value under this path, or at its nearest ancestor that exists. */
  problemAt(path: Path, message: string, remedy: string): Problem;
}

/**
 * Parses and validates one file; several problems of one file are all reported.
 * @param known what this very text was read as before; the YAML is then only parsed to point at a problem
 */
export function parseMappingFile(file: string, text: string, known?: unknown): MappingFile | readonly Problem[] {
  const read = known === undefined ? undefined : ControlEntry.safeParse(known);
  if (read?.success === true) {
    const problemAt: MappingFile["problemAt"] = (path, message, remedy) => {
      const parsed = parseMappingFile(file, text);
      return "entry" in parsed
        ? parsed.problemAt(path, message, remedy)
        : { file, line: 1, column: 1, message, remedy };
    };
    return { file, entry: read.data, value: known, problemAt };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const syntax = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    message: error.message.replace(/\.$/, ""),
    remedy: "Correct the YAML.",
  }));
  if (syntax.length > 0) return syntax;

  const problemAt: MappingFile["problemAt"] = (path, message, remedy) => ({
    ...at(offsetOf(document, path)),
    message,
    remedy,
  });
  const value: unknown = document.toJS();
  const parsed = ControlEntry.safeParse(value);
  if (parsed.success) return { file, entry: parsed.data, value, problemAt };
  return parsed.error.issues.flatMap((issue) => problemsOf(issue, document, problemAt));
}

function problemsOf(
  issue: z.core.$ZodIssue,
  document: Document,
  problemAt: MappingFile["problemAt"],
): readonly Problem[] {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const where = path.length === 0 ? "the file" : path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      problemAt([...path, key], `${where} has an unknown key "${key}"`, "Remove it, or correct its spelling."),
    );
  }
  if (document.getIn(path) === undefined && path.length > 0) {
    return [problemAt(path, `${where} is missing`, "Add it: see mappings/README.md.")];
  }
  return [problemAt(path, `${where}: ${issue.message}`, "Correct the value: see mappings/README.md.")];
}

/** Keys are pointed at where the last step names one (an unknown key), values otherwise. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const steps = path.slice(0, length);
    const last = steps.at(-1);
    const parent = length === 0 ? undefined : document.getIn(steps.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
      if (pair !== undefined && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
    }
    const node = length === 0 ? document.contents : document.getIn(steps, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
