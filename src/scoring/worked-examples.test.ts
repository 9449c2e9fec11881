import { describe, expect, it } from "vitest";
import type { Verdict } from "../core/outcome.ts";
import { daysAgo, scope, assessOne, type PointFixture, type ScopeFixture } from "./testing/fixtures.ts";
import type { PersonJudgement } from "./point.ts";

type Seen = readonly [passing: number, total: number, scope?: ScopeFixture];
type Shape = readonly (readonly [mode: "auto" | "partly" | "manual", weight: 1 | 2 | 3])[];

/** Modes and weights of the points as they stand in the mapping. */
const SHAPES: Readonly<Record<string, Shape>> = {
  "8.5": [
    ["auto", 3],
    ["auto", 3],
    ["auto", 2],
    ["auto", 2],
    ["auto", 2],
    ["partly", 1],
  ],
  "8.13": [
    ["auto", 3],
    ["auto", 3],
    ["partly", 3],
    ["auto", 2],
    ["manual", 1],
    ["partly", 1],
  ],
  "6.3": [
    ["partly", 3],
    ["partly", 2],
    ["partly", 1],
    ["manual", 1],
    ["manual", 1],
  ],
  "5.20": [
    ["manual", 3],
    ["manual", 2],
    ["manual", 2],
    ["manual", 2],
    ["partly", 2],
    ["partly", 1],
  ],
  "5.1": [
    ["manual", 2],
    ["partly", 2],
    ["partly", 2],
    ["manual", 2],
    ["partly", 1],
    ["manual", 1],
  ],
};

interface Example {
  readonly name: string;
  readonly control: string;
  readonly seen: Readonly<Record<number, Seen>>;
  readonly judged?: Readonly<Record<number, PersonJudgement>>;
  readonly expected: readonly [
    coverage: number,
    conformity: number,
    assured: number,
    possible: number,
    freshness: number,
    confidence: number,
  ];
  readonly verdict: Verdict;
  readonly names?: readonly string[];
}

const probe = { grades: ["E"], ageDays: 3, freshForDays: 7, validForDays: 30 } as const;
const restore = (ageDays: number) => ({ grades: ["B"], ageDays, freshForDays: 180, validForDays: 365 }) as const;
const lms = { grades: ["B"], ageDays: 5, freshForDays: 30, validForDays: 90 } as const;
const register = { grades: ["B"], ageDays: 2, freshForDays: 30, validForDays: 90 } as const;
const documents = { grades: ["B"], ageDays: 1, freshForDays: 30, validForDays: 90 } as const;

const person = (ageDays: number, counts?: { pass: number; fail: number }): PersonJudgement => ({
  by: "Ines Okafor",
  judgedAt: daysAgo(ageDays),
  ...(counts === undefined ? {} : { counts }),
});

const repaired: Example["seen"] = { 1: [120, 120], 2: [1, 1], 3: [6, 6], 4: [1, 1], 5: [1, 1], 6: [3, 3, probe] };
const old: Example["seen"] = Object.fromEntries(
  Object.entries(repaired).map(([point, [passing, total, more]]) => [point, [passing, total, { ...more, ageDays: 8 }]]),
);
const { 2: _withoutLegacy, ...oneConnectorLess } = repaired;

const EXAMPLES: readonly Example[] = [
  {
    name: "A: three users without MFA, two administrators without a phishing-resistant method",
    control: "8.5",
    seen: { ...repaired, 1: [117, 120], 3: [4, 6] },
    expected: [0.9615, 0.9407, 0.9045, 0.9429, 1, 0.924],
    verdict: "contradicted-minor",
    names: ["8.5-1", "8.5-3"],
  },
  {
    name: "B: one connector lost its permission: the interval widens",
    control: "8.5",
    seen: { ...oneConnectorLess, 1: [77, 80, { reported: 120 }], 3: [4, 6] },
    expected: [0.6538, 0.9127, 0.5968, 0.9429, 1, 0.9118],
    verdict: "contradicted-minor",
    names: ["8.5-1", "8.5-3"],
  },
  {
    name: "C: repaired",
    control: "8.5",
    seen: repaired,
    expected: [0.9615, 1, 0.9615, 1, 1, 0.924],
    verdict: "supported",
  },
  {
    name: "D: no run for eight days",
    control: "8.5",
    seen: old,
    expected: [0.9615, 1, 0.9615, 1, 0.4813, 0.924],
    verdict: "improvement",
    names: ["stale evidence"],
  },
  {
    name: "E: backups in the same account, restore test expired",
    control: "8.13",
    seen: { 1: [38, 40], 2: [0, 1], 3: [1, 1, restore(425)], 4: [1, 1] },
    expected: [0.6154, 0.6062, 0.3731, 0.7577, 1, 0.95],
    verdict: "contradicted-major",
    names: ["8.13-2"],
  },
  {
    name: "F: repaired, retention and scope not reviewed",
    control: "8.13",
    seen: { 1: [40, 40], 2: [1, 1], 3: [1, 1, restore(20)], 4: [1, 1] },
    expected: [0.7308, 1, 0.7308, 1, 1, 0.9263],
    verdict: "supported",
  },
  {
    name: "G: learning platform only, nobody judged",
    control: "6.3",
    seen: { 1: [188, 200, lms], 2: [14, 20, lms] },
    expected: [0.3125, 0.844, 0.2637, 0.9512, 1, 0.8],
    verdict: "contradicted-minor",
  },
  {
    name: "H: a reviewer judged the content and interviewed ten people",
    control: "6.3",
    seen: { 1: [188, 200, lms], 2: [14, 20, lms] },
    judged: { 1: person(10), 2: person(10), 4: person(10, { pass: 1, fail: 0 }), 5: person(10, { pass: 9, fail: 1 }) },
    expected: [0.875, 0.8743, 0.765, 0.89, 1, 0.7714],
    verdict: "contradicted-minor",
  },
  {
    name: "I: contract register only",
    control: "5.20",
    seen: { 5: [9, 12, register] },
    expected: [0.0833, 0.75, 0.0625, 0.9792, 1, 0.8],
    verdict: "contradicted-minor",
  },
  {
    name: "J: a lawyer read twelve contracts",
    control: "5.20",
    seen: { 5: [9, 12, register] },
    judged: {
      1: person(30, { pass: 11, fail: 1 }),
      2: person(30, { pass: 8, fail: 4 }),
      3: person(30, { pass: 10, fail: 2 }),
      4: person(30, { pass: 10, fail: 2 }),
      5: person(30),
    },
    expected: [0.9167, 0.8106, 0.7431, 0.8264, 1, 0.7182],
    verdict: "contradicted-minor",
  },
  {
    name: "K: only document dates seen",
    control: "5.1",
    seen: { 2: [21, 21, documents] },
    expected: [0.1, 1, 0.1, 1, 1, 0.8],
    verdict: "undetermined",
  },
];

describe("worked examples of the scoring reference", () => {
  it.each(EXAMPLES)("$name", ({ control, seen, judged, expected, verdict, names }) => {
    const shape = SHAPES[control] ?? [];
    const points = shape.map(([mode, weight], index): PointFixture => {
      const id = `${control}-${index + 1}`;
      const entry = seen[index + 1];
      if (entry === undefined) return { id, mode, weight };
      const [pass, total, more] = entry;
      return { id, mode, weight, checks: { [`check-${id}`]: [scope({ ...more, pass, fail: total - pass })] } };
    });
    const judgements = new Map(
      Object.entries(judged ?? {}).map(([index, judgement]) => [`${control}-${index}`, judgement]),
    );
    const result = assessOne(points, { judgements });

    const { coverage, conformity, assured, possible, freshness, confidence } = result;
    const numbers = [coverage, conformity, assured, possible, freshness, confidence].map(
      (value) => value ?? Number.NaN,
    );
    // The table has four decimals, and G's `possible` is 0.95125 exactly: half a unit of the last place is agreement.
    numbers.forEach((value, index) =>
      expect(Math.abs(value - (expected[index] ?? Number.NaN)), `number ${index} is ${value}`).toBeLessThanOrEqual(
        5e-5 + 1e-9,
      ),
    );
    expect(result.verdict).toBe(verdict);
    for (const name of names ?? []) expect(result.because).toContain(name);
  });
});
