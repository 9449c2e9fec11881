import type { Theme } from "../core/control.ts";

/** Clauses of ISO/IEC 27002:2022 that hold controls, with how many each holds: 93 in all. */
const CLAUSES = [
  { clause: 5, theme: "organizational", controls: 37 },
  { clause: 6, theme: "people", controls: 8 },
  { clause: 7, theme: "physical", controls: 14 },
  { clause: 8, theme: "technological", controls: 34 },
] as const satisfies readonly { readonly clause: number; readonly theme: Theme; readonly controls: number }[];

/** Theme by control id, in the order of the standard. */
export const CATALOGUE: ReadonlyMap<string, Theme> = new Map(
  CLAUSES.flatMap(({ clause, theme, controls }) =>
    Array.from({ length: controls }, (_, index): [string, Theme] => [`${clause}.${index + 1}`, theme]),
  ),
);
