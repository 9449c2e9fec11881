import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../core/canonical.ts";
import type { ControlAssessment } from "../core/control.ts";
import { assessControls } from "./assess.ts";
import {
  assessOne,
  AS_OF,
  controlOf,
  daysAgo,
  inputOf,
  pointOf,
  scope,
  type PointFixture,
  type ScopeFixture,
} from "./testing/fixtures.ts";

/** Rounding to six decimals may move a number by half a unit; nothing else may. */
const NOISE = 2e-6;
const RUNS = { numRuns: 400 };

const weights = fc.constantFrom<1 | 2 | 3>(1, 2, 3);
const modes = fc.constantFrom<"auto" | "partly">("auto", "partly");
const roles = fc.constantFrom("normal", "decisive", "advisory");
const count = fc.integer({ min: 0, max: 40 });

/** Population known by an independent inventory: removing a result cannot shrink it. */
const countedScope = fc
  .record({
    pass: count,
    fail: count,
    notApplicable: fc.integer({ min: 0, max: 5 }),
    undetermined: fc.integer({ min: 0, max: 5 }),
    unlisted: fc.integer({ min: 0, max: 5 }),
    ageDays: fc.integer({ min: 0, max: 13 }),
    grade: fc.constantFrom("A", "B", "E"),
  })
  .map(({ unlisted, grade, undetermined, ...rest }): ScopeFixture => ({
    ...rest,
    undetermined,
    reasons: undetermined === 0 ? {} : { denied: undetermined },
    grades: [grade],
    reported: rest.pass + rest.fail + rest.notApplicable + undetermined + unlisted,
  }));

const anyScope = fc.oneof(
  countedScope,
  countedScope.map(({ reported: _reported, ...rest }): ScopeFixture => rest),
  countedScope.map(({ reported: _reported, ...rest }): ScopeFixture => ({
    ...rest,
    state: "partial",
    reason: "truncated",
  })),
  fc.constant<ScopeFixture>({ state: "unavailable", reason: "denied" }),
);

type Shape = { weight: 1 | 2 | 3; mode: "auto" | "partly"; checks: { role: string; scopes: ScopeFixture[] }[] }[];

const shapes = (scopes: fc.Arbitrary<ScopeFixture>): fc.Arbitrary<Shape> =>
  fc.array(
    fc.record({
      weight: weights,
      mode: modes,
      checks: fc.array(fc.record({ role: roles, scopes: fc.array(scopes, { minLength: 1, maxLength: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 5 },
  );

function pointsOf(shape: Shape): PointFixture[] {
  return shape.map(({ weight, mode, checks }, p) => ({
    id: `8.5-${p + 1}`,
    weight,
    mode,
    checks: Object.fromEntries(
      checks.map(({ role, scopes }, c) => [
        `${role}:check-${p}-${c}`,
        scopes.map((one, s) => scope({ account: String(s).padStart(12, "0"), ...one })),
      ]),
    ),
  }));
}

function edited(shape: Shape, edit: (one: ScopeFixture, path: string) => ScopeFixture): Shape {
  return shape.map((point, p) => ({
    ...point,
    checks: point.checks.map((check, c) => ({
      ...check,
      scopes: check.scopes.map((one, s) => edit(one, `${p}.${c}.${s}`)),
    })),
  }));
}

const assess = (shape: Shape): ControlAssessment => assessOne(pointsOf(shape));

const unseen = (one: ScopeFixture): ScopeFixture => ({
  state: "unavailable",
  reason: "denied",
  ...(one.reported === undefined ? {} : { reported: one.reported }),
});

describe("invariant 1: removing evidence never flatters", () => {
  it("of a whole point", () => {
    fc.assert(
      fc.property(shapes(anyScope), fc.nat(), (shape, pick) => {
        const target = pick % shape.length;
        const before = assess(shape);
        const after = assess(
          edited(shape, (one, path) =>
            path.startsWith(`${target}.`) ? { state: "unavailable", reason: "denied" } : one,
          ),
        );
        expect(after.coverage).toBeLessThanOrEqual(before.coverage + NOISE);
        expect(after.assured).toBeLessThanOrEqual(before.assured + NOISE);
        expect(after.possible).toBeGreaterThanOrEqual(before.possible - NOISE);
      }),
      RUNS,
    );
  });

  it("of a single resource, when the population is counted by an independent source", () => {
    fc.assert(
      fc.property(shapes(countedScope), fc.constantFrom("pass", "fail"), (shape, which) => {
        let done = false;
        const less = edited(shape, (one) => {
          const held = one[which as "pass" | "fail"] ?? 0;
          if (done || held === 0) return one;
          done = true;
          return { ...one, [which]: held - 1 };
        });
        const before = assess(shape);
        const after = assess(less);
        expect(after.coverage).toBeLessThanOrEqual(before.coverage + NOISE);
        expect(after.assured).toBeLessThanOrEqual(before.assured + NOISE);
        expect(after.possible).toBeGreaterThanOrEqual(before.possible - NOISE);
      }),
      RUNS,
    );
  });

  it("of a whole scope whose size is known", () => {
    fc.assert(
      fc.property(shapes(countedScope), (shape) => {
        const before = assess(shape);
        const after = assess(edited(shape, (one, path) => (path === "0.0.0" ? unseen(one) : one)));
        expect(after.assured).toBeLessThanOrEqual(before.assured + NOISE);
        expect(after.possible).toBeGreaterThanOrEqual(before.possible - NOISE);
      }),
      RUNS,
    );
  });
});

describe("invariant 2: age never flatters", () => {
  it("never raises assured; never raises freshness nor conformity while nothing expires", () => {
    fc.assert(
      fc.property(shapes(anyScope), fc.integer({ min: 1, max: 20 }), (shape, days) => {
        const aged = edited(shape, (one) => ({ ...one, ageDays: (one.ageDays ?? 0) + days }));
        const before = assess(shape);
        const after = assess(aged);
        expect(after.assured).toBeLessThanOrEqual(before.assured + NOISE);
        let expires = false;
        edited(aged, (one) => {
          expires ||= (one.ageDays ?? 0) > 14;
          return one;
        });
        if (expires || before.freshness === null || before.conformity === null) return;
        expect(after.freshness).toBeLessThanOrEqual(before.freshness + NOISE);
        expect(after.conformity).toBeLessThanOrEqual(before.conformity + NOISE);
      }),
      RUNS,
    );
  });

  it("expired evidence counts as unseen and says so", () => {
    const [expired] = assessOne([
      { id: "8.5-1", mode: "auto", weight: 3, checks: { one: [scope({ pass: 5, ageDays: 14.01 })] } },
    ]).points;
    expect(expired).toMatchObject({ outcome: "undetermined", coverage: 0, conformity: null, reasons: { expired: 5 } });
    const [valid] = assessOne([
      { id: "8.5-1", mode: "auto", weight: 3, checks: { one: [scope({ pass: 5, ageDays: 14 })] } },
    ]).points;
    expect(valid).toMatchObject({ outcome: "pass", coverage: 1, freshness: 0 });
  });
});

describe("invariant 3: assured ≤ conformity ≤ possible", () => {
  it("holds whenever conformity exists", () => {
    fc.assert(
      fc.property(shapes(anyScope), (shape) => {
        const { assured, conformity, possible, coverage } = assess(shape);
        expect(coverage).toBeLessThanOrEqual(1);
        expect(possible).toBeLessThanOrEqual(1 + NOISE);
        if (conformity === null) return;
        expect(assured).toBeLessThanOrEqual(conformity + NOISE);
        expect(conformity).toBeLessThanOrEqual(possible + NOISE);
      }),
      RUNS,
    );
  });
});

describe("invariant 4: failures hurt, duplicates do not count", () => {
  it("a new failing resource never raises conformity", () => {
    fc.assert(
      fc.property(shapes(anyScope), (shape) => {
        const before = assess(shape);
        const worse = edited(shape, (one, path) =>
          path === "0.0.0" && one.state !== "unavailable"
            ? {
                ...one,
                fail: (one.fail ?? 0) + 1,
                ...(one.reported === undefined ? {} : { reported: one.reported + 1 }),
              }
            : one,
        );
        const after = assess(worse);
        if (before.conformity === null || after.conformity === null) return;
        expect(after.conformity).toBeLessThanOrEqual(before.conformity + NOISE);
      }),
      RUNS,
    );
  });

  it("two connections over one scope count once", () => {
    fc.assert(
      fc.property(shapes(anyScope), (shape) => {
        const points = pointsOf(shape);
        const doubled = points.map((point) => ({
          ...point,
          checks: Object.fromEntries(
            Object.entries(point.checks ?? {}).map(([id, scopes]) => [
              id,
              [...scopes, ...scopes.map((one) => ({ ...one, connection: "second" }))],
            ]),
          ),
        }));
        expect(canonicalJson(assessOne(doubled))).toBe(canonicalJson(assessOne(points)));
      }),
      { numRuns: 100 },
    );
  });
});

describe("invariant 5: splitting a population over two accounts changes nothing", () => {
  it("whether counted by an inventory or not", () => {
    fc.assert(
      fc.property(
        shapes(
          fc.oneof(
            countedScope,
            countedScope.map(({ reported: _reported, ...rest }): ScopeFixture => rest),
          ),
        ),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (shape, share) => {
          const whole = shape.map((point) => ({
            ...point,
            checks: point.checks.map((check) => ({ ...check, scopes: check.scopes.slice(0, 1) })),
          }));
          const split = whole.map((point) => ({
            ...point,
            checks: point.checks.map((check) => ({
              ...check,
              scopes: check.scopes.flatMap((one) => halves(one, share)),
            })),
          }));
          expect(measured(assess(split))).toEqual(measured(assess(whole)));
        },
      ),
      RUNS,
    );
  });
});

/** Splits every count; the inventory's count of each half is what the half holds plus its share of the unlisted. */
function halves(one: ScopeFixture, share: number): ScopeFixture[] {
  const keys = ["pass", "fail", "notApplicable", "undetermined"] as const;
  const first = Object.fromEntries(keys.map((key) => [key, Math.floor((one[key] ?? 0) * share)])) as Record<
    (typeof keys)[number],
    number
  >;
  const second = Object.fromEntries(keys.map((key) => [key, (one[key] ?? 0) - first[key]])) as Record<
    (typeof keys)[number],
    number
  >;
  const listed = (half: Record<string, number>) => Object.values(half).reduce((a, b) => a + b, 0);
  const extra = (one.reported ?? 0) - listed(first) - listed(second);
  return [first, second].map((half, index) => ({
    ...one,
    ...half,
    reasons: half.undetermined === 0 ? {} : { denied: half.undetermined },
    account: index === 0 ? "111122223333" : "444455556666",
    ...(one.reported === undefined ? {} : { reported: listed(half) + (index === 0 ? extra : 0) }),
  }));
}

function measured({
  verdict,
  coverage,
  conformity,
  assured,
  possible,
  freshness,
  confidence,
}: ControlAssessment): unknown {
  const close = (value: number | null) => (value === null ? null : Number(value.toFixed(5)));
  return { verdict, numbers: [coverage, conformity, assured, possible, freshness, confidence].map(close) };
}

describe("invariant 6: nothing is left out without an approved, dated justification", () => {
  const point: PointFixture = { id: "8.5-1", mode: "auto", weight: 3, checks: { one: [scope({ fail: 5 })] } };
  const complete = {
    applicable: false,
    justification: "Nobody signs in.",
    approver: "Ines Okafor",
    decidedOn: "2026-01-31",
  };

  it.each(["justification", "approver", "decidedOn"])("refuses an exclusion without %s", (missing) => {
    const applicability = new Map([["8.5", { ...complete, [missing]: " " }]]);
    expect(() => assessOne([point], { applicability })).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID", message: expect.stringContaining(missing) }),
    );
  });

  it("lists an exclusion with its reason and keeps the measured numbers", () => {
    const result = assessOne([point], { applicability: new Map([["8.5", complete]]) });
    expect(result.verdict).toBe("not-applicable");
    expect(result.because).toBe("Rule 1: excluded by Ines Okafor on 2026-01-31: Nobody signs in.");
    expect(result).toMatchObject({ coverage: 1, conformity: 0, applicability: complete });
  });

  it("ends with the exclusion", () => {
    const applicability = new Map([["8.5", { ...complete, expires: "2026-11-01" }]]);
    const result = assessOne([point], { applicability });
    expect(result.verdict).toBe("contradicted-major");
    expect(result.because).toContain("expired on 2026-11-01");
  });

  it("refuses an exclusion of a control that does not exist", () => {
    expect(() => assessOne([point], { applicability: new Map([["A.8.5", complete]]) })).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID" }),
    );
  });

  it("does not forget a check that was not evaluated", () => {
    const input = inputOf([{ ...point, checks: { one: [scope({ pass: 5 })], two: [] } }]);
    const aggregates = new Map([...input.aggregates].filter(([id]) => id !== "two"));
    const [result] = assessControls({ ...input, aggregates });
    expect(result).toMatchObject({ coverage: 0.5, points: [{ reasons: { "no-population": 1 } }] });
  });
});

describe("invariant 7: the same input gives the same bytes", () => {
  it("in whatever order controls, points, checks, scopes and maps come", () => {
    fc.assert(
      fc.property(shapes(anyScope), shapes(anyScope), fc.integer(), (one, other, seed) => {
        const first = inputOf(pointsOf(one));
        const second = inputOf(
          pointsOf(other).map((point) => ({
            ...point,
            id: point.id.replace("8.5", "8.10"),
            checks: Object.fromEntries(Object.entries(point.checks ?? {}).map(([id, scopes]) => [`${id}-b`, scopes])),
          })),
        );
        const controls = [
          controlOf("8.5", first.controls[0]?.points ?? []),
          controlOf("8.10", second.controls[0]?.points ?? []),
        ];
        const aggregates = [...first.aggregates, ...second.aggregates];
        const checks = [...first.checks, ...second.checks];
        const mix = shuffler(seed);
        const forward = assessControls({
          ...first,
          controls,
          checks: new Map(checks),
          aggregates: new Map(aggregates),
        });
        const backward = assessControls({
          ...first,
          controls: mix(controls).map((control) => ({
            ...control,
            points: mix(control.points).map((point) => ({ ...point, checks: mix(point.checks) })),
          })),
          checks: new Map(mix(checks)),
          aggregates: new Map(
            mix(aggregates).map(([id, aggregate]) => [id, { ...aggregate, scopes: mix(aggregate.scopes) }]),
          ),
        });
        expect(canonicalJson(backward)).toBe(canonicalJson(forward));
        expect(forward.map(({ id }) => id)).toEqual(["8.5", "8.10"]);
      }),
      { numRuns: 150 },
    );
  });
});

function shuffler(seed: number): <T>(items: readonly T[]) => T[] {
  let state = seed >>> 0;
  return (items) =>
    items
      .map((item) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return { item, key: state };
      })
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item);
}

describe("invariant 8: what could not be read is neither pass nor fail", () => {
  const refusals: readonly (readonly [string, ScopeFixture])[] = [
    ["a permission error", { state: "unavailable", reason: "denied", wholeScope: "undetermined" }],
    ["an unlicensed feature", { state: "unavailable", reason: "not-licensed", wholeScope: "undetermined" }],
    ["an empty page that the inventory contradicts", { state: "complete", reported: 12 }],
    ["an empty page of a list that did not end", { state: "partial", reason: "truncated" }],
  ];
  it.each(refusals)("%s gives undetermined", (_name, fixture) => {
    const result = assessOne([{ id: "8.5-1", mode: "auto", weight: 3, checks: { one: [scope(fixture)] } }]);
    expect(result).toMatchObject({ verdict: "undetermined", coverage: 0, conformity: null, assured: 0, possible: 1 });
    expect(result.points[0]).toMatchObject({ outcome: "undetermined", conformity: null });
    expect(Object.keys(result.points[0]?.reasons ?? {})).toHaveLength(1);
  });

  it("an empty population that was enumerated completely is not applicable and stays listed", () => {
    const result = assessOne([
      { id: "8.5-1", mode: "auto", weight: 3, checks: { one: [scope({ wholeScope: "not-applicable" })] } },
      { id: "8.5-2", mode: "auto", weight: 2, checks: { two: [scope({ pass: 4 })] } },
    ]);
    expect(result).toMatchObject({ coverage: 1, verdict: "supported" });
    expect(result.points[0]).toMatchObject({
      id: "8.5-1",
      outcome: "not-applicable",
      checks: [{ counts: { notApplicable: 1 } }],
    });
  });
});

describe("invariant 9: other frameworks re-use evidence, not verdicts", () => {
  it("a control's assessment rests on nothing but its own points and the aggregates that they name", () => {
    const own: PointFixture = { id: "8.5-1", mode: "auto", weight: 3, checks: { one: [scope({ pass: 4 })] } };
    const alone = inputOf([own]);
    const other = controlOf("5.17", [pointOf({ id: "5.17-1", mode: "auto", weight: 3, checks: { one: [], two: [] } })]);
    const beside = assessControls({
      ...alone,
      controls: [...alone.controls, other],
      checks: new Map([...alone.checks, ["two", { version: 1 }]]),
      aggregates: new Map([...alone.aggregates, ["two", { checkId: "two", scopes: [scope({ fail: 9 })] }]]),
    });
    expect(canonicalJson(beside.find(({ id }) => id === "8.5"))).toBe(canonicalJson(assessControls(alone)[0]));
    expect(beside.find(({ id }) => id === "5.17")?.verdict).toBe("contradicted-minor");
  });
});

describe("the fixtures' clock", () => {
  it("counts days back from the instant of assessment", () => expect(daysAgo(0)).toBe(AS_OF));
});
