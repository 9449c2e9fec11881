/** Cases about the mapping: no state of a platform shows them. */
export const MAPPING_CASES: readonly string[] = ["ALL-01", "ALL-03", "ALL-04", "ALL-05"];

/** Cases that cannot be a fixture, and why. */
export const NO_FIXTURE: Readonly<Record<string, string>> = {
  "ALL-02":
    "No result can be muted: there are no waivers yet, and the one way to set a control aside, an approved exclusion with a date, keeps its measured numbers (src/scoring/invariants.test.ts, invariant 6).",
};
