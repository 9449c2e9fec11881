import { CATALOGUE } from "./catalogue.ts";
import type { Problem } from "./problems.ts";
import type { ControlEntry } from "./schema.ts";
import type { MappingFile } from "./source.ts";

/** What the registry knows of a check, as far as the mapping is concerned. */
export interface MappableCheck {
  readonly id: string;
  /** Why no point uses it. */
  readonly unmapped?: string;
}

/** Rules that one file can break by itself, given the checks that exist. */
export function fileProblems(source: MappingFile, checks: ReadonlySet<string>): readonly Problem[] {
  const { entry, file } = source;
  const name = file.split("/").at(-1) ?? file;
  return [
    ...when(name !== `${entry.id}.yaml`, () =>
      source.problemAt(
        ["id"],
        `the id is "${entry.id}" but the file is ${name}`,
        `Name the file ${entry.id}.yaml, or correct the id.`,
      ),
    ),
    ...when(CATALOGUE.has(entry.id) && CATALOGUE.get(entry.id) !== entry.theme, () =>
      source.problemAt(["theme"], `control ${entry.id} is not ${entry.theme}`, `Write ${CATALOGUE.get(entry.id)}.`),
    ),
    ...when(!CATALOGUE.has(entry.id), () =>
      source.problemAt(["id"], `ISO/IEC 27002:2022 has no control ${entry.id}`, "Remove the file."),
    ),
    ...when(entry.isNew !== (entry.predecessors2013.length === 0), () =>
      source.problemAt(
        ["isNew"],
        "isNew contradicts predecessors2013",
        "A control is new exactly when it has no predecessor.",
      ),
    ),
    ...entry.related.flatMap((related, index) =>
      when(!CATALOGUE.has(related) || related === entry.id, () =>
        source.problemAt(
          ["related", index],
          `related control ${related} is not another control`,
          "Name a control from 5.1 to 8.34.",
        ),
      ),
    ),
    ...entry.points.flatMap((_, index) => pointProblems(source, entry, index, checks)),
  ];
}

function pointProblems(
  source: MappingFile,
  entry: ControlEntry,
  index: number,
  checks: ReadonlySet<string>,
): readonly Problem[] {
  const point = entry.points[index];
  if (point === undefined) return [];
  const at = (field: string) => ["points", index, field];
  const checked = point.checks.length > 0;
  const earlier = entry.points.findIndex(({ id }) => id === point.id);
  return [
    ...when(!point.id.startsWith(`${entry.id}-`), () =>
      source.problemAt(
        at("id"),
        `point ${point.id} does not belong to control ${entry.id}`,
        `Begin its id with ${entry.id}-.`,
      ),
    ),
    ...when(earlier !== index, () =>
      source.problemAt(at("id"), `point ${point.id} is there twice`, "Give one of them another number."),
    ),
    ...when(checked && point.mode === "manual", () =>
      source.problemAt(
        at("checks"),
        `point ${point.id} is manual but has checks`,
        "Make it partly, or remove the checks.",
      ),
    ),
    ...when(checked && point.unseen === undefined, () =>
      source.problemAt(
        at("checks"),
        `point ${point.id} has checks but no "unseen"`,
        "Say what its checks leave unseen.",
      ),
    ),
    ...when((checked || point.mode === "manual") && point.person === undefined, () =>
      source.problemAt(at("mode"), `point ${point.id} has no "person"`, "Say what a person must add."),
    ),
    ...when(!checked && point.unseen !== undefined, () =>
      source.problemAt(
        at("unseen"),
        `point ${point.id} has "unseen" but no checks`,
        "Remove it: nothing of this point is seen.",
      ),
    ),
    ...point.checks.flatMap((check, c) => [
      ...when(!checks.has(check.id), () =>
        source.problemAt(
          ["points", index, "checks", c, "id"],
          `point ${point.id} names check ${check.id}, which does not exist`,
          nearest(check.id, checks),
        ),
      ),
      ...when(point.checks.findIndex(({ id }) => id === check.id) !== c, () =>
        source.problemAt(
          ["points", index, "checks", c, "id"],
          `point ${point.id} names check ${check.id} twice`,
          "Remove one of them.",
        ),
      ),
    ]),
  ];
}

/** Rules over all files together: exactly the 93 controls, and every check in use or with a reason why not. */
export function mappingProblems(
  sources: readonly MappingFile[],
  present: ReadonlySet<string>,
  checks: readonly MappableCheck[],
  directory: string,
): readonly Problem[] {
  const whole = (message: string, remedy: string): Problem => ({
    file: directory,
    line: 0,
    column: 0,
    message,
    remedy,
  });
  const used = new Set(
    sources.flatMap(({ entry }) => entry.points.flatMap((point) => point.checks.map(({ id }) => id))),
  );
  const missing = [...CATALOGUE.keys()].filter((id) => !present.has(`${id}.yaml`));
  return [
    ...missing.map((id) => whole(`control ${id} is missing`, `Add ${id}.yaml: every control is always shown.`)),
    ...checks.flatMap(({ id, unmapped }) => {
      if (unmapped === undefined && !used.has(id))
        return [whole(`no point uses check ${id}`, "Add it to a point, or say in the check why not (unmapped).")];
      if (unmapped !== undefined && used.has(id))
        return [
          whole(`check ${id} says that it is unmapped, but a point uses it`, "Remove `unmapped` from the check."),
        ];
      return [];
    }),
  ];
}

function when(wrong: boolean, problem: () => Problem): readonly Problem[] {
  return wrong ? [problem()] : [];
}

/** The existing check that shares most words with the unknown one, as a suggestion. */
function nearest(id: string, checks: ReadonlySet<string>): string {
  const words = new Set(id.split("-"));
  const shared = (other: string) =>
    other.split("-").filter((word) => words.has(word)).length / Math.max(words.size, other.split("-").length);
  const [best] = [...checks].toSorted((a, b) => shared(b) - shared(a) || (a < b ? -1 : 1));
  return best !== undefined && shared(best) > 0.5 ? `Did you mean ${best}?` : "Correct the id, or add the check.";
}
