import type { ControlAttributes, Theme } from "../../core/control.ts";
import type { Verdict } from "../../core/outcome.ts";
import { THEME_ORDER, THEME_WORDS, VERDICT_ORDER, VERDICT_WORDS } from "../words.ts";
import { isMeasured, type ControlView } from "./model.ts";

export const SORTS = {
  number: "Control number",
  verdict: "Contradicted first",
  assured: "Least assured first",
  unseen: "Most unseen first",
} as const;
export type Sort = keyof typeof SORTS;

export const GROUPS = { theme: "Theme", verdict: "Verdict", none: "No groups" } as const;
export type Group = keyof typeof GROUPS;

export const ATTRIBUTES = {
  controlType: "Control type",
  properties: "Property",
  concepts: "Concept",
  capabilities: "Capability",
  domains: "Domain",
} as const satisfies Record<keyof ControlAttributes, string>;
export type Attribute = keyof ControlAttributes;
export const ATTRIBUTE_NAMES = Object.keys(ATTRIBUTES) as readonly Attribute[];

export interface Filter {
  readonly text: string;
  readonly theme: Theme | "";
  /** Any of these; empty: all. */
  readonly verdicts: readonly Verdict[];
  readonly attributes: Readonly<Partial<Record<Attribute, string>>>;
  readonly withEvidence: boolean;
  readonly sort: Sort;
  readonly group: Group;
}

export const NO_FILTER: Filter = {
  text: "",
  theme: "",
  verdicts: [],
  attributes: {},
  withEvidence: false,
  sort: "number",
  group: "theme",
};

/** True when something is left out of view (sorting and grouping leave nothing out). */
export function narrows(filter: Filter): boolean {
  const { text, theme, verdicts, attributes, withEvidence } = filter;
  return text !== "" || theme !== "" || verdicts.length > 0 || Object.keys(attributes).length > 0 || withEvidence;
}

export function matches(control: ControlView, filter: Filter): boolean {
  if (filter.theme !== "" && control.assessment.theme !== filter.theme) return false;
  if (filter.verdicts.length > 0 && !filter.verdicts.includes(control.assessment.verdict)) return false;
  if (filter.withEvidence && !control.hasEvidence) return false;
  for (const name of ATTRIBUTE_NAMES) {
    const wanted = filter.attributes[name];
    if (wanted !== undefined && !(control.control?.attributes[name].includes(wanted) ?? false)) return false;
  }
  const needles = filter.text.toLowerCase().split(/\s+/);
  return needles.every((needle) => control.haystack.includes(needle));
}

const VERDICT_RANK: Readonly<Record<Verdict, number>> = {
  "contradicted-major": 0,
  "contradicted-minor": 1,
  improvement: 2,
  undetermined: 3,
  "supported-in-part": 4,
  supported: 5,
  "not-applicable": 6,
};

export function sorted(controls: readonly ControlView[], sort: Sort): readonly ControlView[] {
  const key = (view: ControlView): number => {
    if (sort === "number") return view.order;
    if (sort === "verdict") return VERDICT_RANK[view.assessment.verdict];
    // What is not applicable has nothing to assure and nothing unseen: it goes last.
    if (!isMeasured(view.assessment)) return 9;
    return sort === "assured" ? view.assessment.assured : view.assessment.assured - view.assessment.possible;
  };
  return [...controls].sort((a, b) => key(a) - key(b) || a.order - b.order);
}

export interface ControlGroup {
  readonly id: string;
  readonly label: string;
  /** Clause number of a theme. */
  readonly clause?: string;
  readonly controls: readonly ControlView[];
}

/** Groups without controls are left out. */
export function grouped(controls: readonly ControlView[], group: Group): readonly ControlGroup[] {
  const groups: readonly ControlGroup[] =
    group === "none"
      ? [{ id: "all", label: "Controls", controls }]
      : group === "verdict"
        ? VERDICT_ORDER.toSorted((a, b) => VERDICT_RANK[a] - VERDICT_RANK[b]).map((verdict) => ({
            id: verdict,
            label: VERDICT_WORDS[verdict].label,
            controls: controls.filter((view) => view.assessment.verdict === verdict),
          }))
        : THEME_ORDER.map((theme) => ({
            id: theme,
            ...THEME_WORDS[theme],
            controls: controls.filter((view) => view.assessment.theme === theme),
          }));
  return groups.filter((entry) => entry.controls.length > 0);
}

/** A filter as it stands in the address, so that a view can be kept and sent; defaults are left out. */
export function toQuery(filter: Filter): string {
  const query = new URLSearchParams();
  if (filter.text !== "") query.set("q", filter.text);
  if (filter.theme !== "") query.set("theme", filter.theme);
  for (const verdict of filter.verdicts) query.append("verdict", verdict);
  for (const name of ATTRIBUTE_NAMES) {
    const value = filter.attributes[name];
    if (value !== undefined) query.set(name, value);
  }
  if (filter.withEvidence) query.set("evidence", "1");
  if (filter.sort !== NO_FILTER.sort) query.set("sort", filter.sort);
  if (filter.group !== NO_FILTER.group) query.set("group", filter.group);
  return query.toString();
}

/** The inverse of {@link toQuery}; values that mean nothing are left out. */
export function fromQuery(text: string): Filter {
  const query = new URLSearchParams(text);
  const theme = THEME_ORDER.find((id) => id === query.get("theme"));
  const sort = query.get("sort") ?? "";
  const group = query.get("group") ?? "";
  const attributes: Partial<Record<Attribute, string>> = {};
  for (const name of ATTRIBUTE_NAMES) {
    const value = query.get(name);
    if (value !== null && value !== "") attributes[name] = value;
  }
  return {
    text: query.get("q") ?? "",
    theme: theme ?? "",
    verdicts: VERDICT_ORDER.filter((verdict) => query.getAll("verdict").includes(verdict)),
    attributes,
    withEvidence: query.get("evidence") === "1",
    sort: Object.hasOwn(SORTS, sort) ? (sort as Sort) : NO_FILTER.sort,
    group: Object.hasOwn(GROUPS, group) ? (group as Group) : NO_FILTER.group,
  };
}
