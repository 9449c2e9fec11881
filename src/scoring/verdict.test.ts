import { describe, expect, it } from "vitest";
import { assessOne, daysAgo, scope, type PointFixture, type ScopeFixture } from "./testing/fixtures.ts";

const point = (
  n: number,
  weight: 1 | 2 | 3,
  one: ScopeFixture | undefined,
  role = "normal",
  mode: PointFixture["mode"] = "auto",
): PointFixture => ({
  id: `8.5-${n}`,
  mode,
  weight,
  ...(one === undefined ? {} : { checks: { [`${role}:check-${n}`]: [scope(one)] } }),
});
const good: ScopeFixture = { pass: 100 };

describe("rule 2: major candidate", () => {
  it("a gate below one half, however small the coverage", () => {
    const result = assessOne([
      point(1, 3, { pass: 1, fail: 2, reported: 3000 }),
      ...[2, 3, 4].map((n) => point(n, 3, good)),
    ]);
    expect(result.verdict).toBe("contradicted-major");
    expect(result.because).toBe("Rule 2: point 8.5-1 (weight 3) is at 0.3333, below 0.5: a gate below its floor.");
  });

  it("a decisive check is not drowned by a large healthy population", () => {
    const mixed = (role: string): PointFixture => ({
      id: "8.5-1",
      mode: "auto",
      weight: 3,
      checks: {
        "normal:users": [scope({ pass: 500 })],
        [`${role}:root`]: [scope({ fail: 1 })],
        "normal:c": [scope(good)],
      },
    });
    expect(assessOne([mixed("decisive")])).toMatchObject({
      verdict: "contradicted-major",
      because: expect.stringContaining("check root of point 8.5-1"),
    });
    expect(assessOne([mixed("normal")])).toMatchObject({
      verdict: "contradicted-minor",
      because: expect.stringContaining("point 8.5-1"),
    });
  });

  it("a decisive check on a point that is no gate is a normal one", () => {
    expect(assessOne([point(1, 2, { fail: 1 }, "decisive"), point(2, 3, good)]).verdict).toBe("contradicted-minor");
  });

  it("conformity below one half at coverage of at least one half", () => {
    const half = [point(1, 2, { pass: 1, fail: 9 }), point(2, 2, { pass: 4, fail: 6 })];
    expect(assessOne(half)).toMatchObject({
      verdict: "contradicted-major",
      because: expect.stringContaining("conformity 0.25"),
    });
    expect(assessOne([...half, point(3, 3, undefined), point(4, 2, undefined)])).toMatchObject({
      verdict: "contradicted-minor",
      coverage: 0.444444,
    });
  });

  it("a minor candidate that passed its due date twice", () => {
    const points = [point(1, 2, { pass: 9, fail: 1 }), point(2, 3, good)];
    expect(assessOne(points).verdict).toBe("contradicted-minor");
    expect(assessOne(points, { overdueTwice: new Set(["8.5"]) }).verdict).toBe("contradicted-major");
    expect(assessOne([point(1, 2, good), point(2, 3, good)], { overdueTwice: new Set(["8.5"]) }).verdict).toBe(
      "supported",
    );
  });
});

describe("rule 3: minor candidate", () => {
  it.each([
    [3, { pass: 98, fail: 2 }, "supported"],
    [3, { pass: 979, fail: 21 }, "contradicted-minor"],
    [2, { pass: 95, fail: 5 }, "supported"],
    [2, { pass: 949, fail: 51 }, "contradicted-minor"],
    [2, { fail: 1 }, "contradicted-minor"],
  ] as const)("weight %i, %o is %s", (weight, counts, verdict) => {
    expect(assessOne([point(1, weight, counts), point(2, 3, good)]).verdict).toBe(verdict);
  });

  it("a normal check below the threshold of a point that is above it", () => {
    const checks = {
      users: [scope({ pass: 100 })],
      keys: [scope({ pass: 100 })],
      binary: [scope({ pass: 94, fail: 6 })],
    };
    const result = assessOne([{ id: "8.5-1", mode: "auto", weight: 2, checks }]);
    expect(result).toMatchObject({ verdict: "contradicted-minor", conformity: 0.98 });
    expect(result.because).toBe("Rule 3: check binary of point 8.5-1 (weight 2) is at 0.94, below 0.95.");
  });
});

describe("rule 4: undetermined", () => {
  it("coverage below one quarter", () => {
    expect(
      assessOne([point(1, 2, good), point(2, 3, undefined), point(3, 3, undefined), point(4, 1, undefined)]),
    ).toMatchObject({ verdict: "undetermined", coverage: 0.222222 });
  });

  it("no point of weight 2 or 3 seen", () => {
    const result = assessOne([point(1, 1, good), point(2, 2, undefined)]);
    expect(result).toMatchObject({
      verdict: "undetermined",
      because: "Rule 4: coverage 0.3333, but no point of weight 2 or 3 was seen.",
    });
  });

  it("mapped checks that produced nothing, and controls without checks", () => {
    expect(assessOne([{ id: "8.5-1", mode: "auto", weight: 3, checks: { one: [] } }]).verdict).toBe("undetermined");
    expect(assessOne([point(1, 3, undefined, "normal", "manual")])).toMatchObject({
      verdict: "undetermined",
      points: [{ reasons: { "person-needed": 1 } }],
    });
    expect(assessOne([point(1, 3, undefined)]).points[0]?.reasons).toEqual({ "no-check": 1 });
  });

  it("every population empty is not the same as excluded", () => {
    const empty = point(1, 3, { wholeScope: "not-applicable" });
    expect(assessOne([empty])).toMatchObject({
      verdict: "undetermined",
      coverage: 0,
      assured: 0,
      possible: 1,
      conformity: null,
    });
  });
});

describe("rule 5: improvement", () => {
  it("advisory points and advisory checks", () => {
    const points = [point(1, 3, good), point(2, 2, good), point(3, 1, { pass: 8, fail: 2 })];
    expect(assessOne(points)).toMatchObject({ verdict: "improvement", because: expect.stringContaining("8.5-3") });
    expect(assessOne([point(1, 3, good), point(2, 3, { fail: 4 }, "advisory")])).toMatchObject({
      verdict: "improvement",
      because: expect.stringContaining("check-2"),
    });
  });

  it("advisory checks alone never make a candidate, however low the conformity", () => {
    const result = assessOne([point(1, 3, { fail: 9 }, "advisory"), point(2, 2, { fail: 9 }, "advisory")]);
    expect(result).toMatchObject({ verdict: "improvement", conformity: 0, coverage: 1 });
    expect(result.points.map(({ outcome }) => outcome)).toEqual(["fail", "fail"]);
  });

  it("nor do they push a small failure elsewhere over the edge", () => {
    const result = assessOne([point(1, 3, { fail: 9 }, "advisory"), point(2, 2, { pass: 99, fail: 1 })]);
    expect(result).toMatchObject({ verdict: "improvement", conformity: 0.396 });
  });

  it("stale evidence, then weak evidence", () => {
    expect(assessOne([point(1, 3, { ...good, ageDays: 8 })]).because).toContain("stale evidence: freshness 0.4615");
    expect(assessOne([point(1, 3, { ...good, grades: ["D"] })]).because).toContain("weak evidence: confidence 0.4");
    expect(assessOne([point(1, 3, { ...good, grades: ["D", "D"] })])).toMatchObject({
      verdict: "supported",
      confidence: 0.64,
    });
    expect(assessOne([point(1, 3, { ...good, grades: ["A", "A", "A"] })]).confidence).toBe(0.98);
  });
});

describe("rules 6 and 7: supported, or in part", () => {
  it("needs coverage and every gate", () => {
    expect(assessOne([point(1, 3, good), point(2, 2, good), point(3, 2, undefined)])).toMatchObject({
      verdict: "supported",
      coverage: 0.714286,
    });
    const narrow = assessOne([point(1, 3, good), point(2, 2, undefined)]);
    expect(narrow).toMatchObject({
      verdict: "supported-in-part",
      because: "Rule 7: nothing below its threshold, but coverage 0.6 is 0.1 short of 0.7.",
    });
    const blind = assessOne([
      point(1, 2, good),
      point(2, 2, good),
      point(3, 2, good),
      point(4, 2, good),
      point(5, 3, undefined),
    ]);
    expect(blind).toMatchObject({
      verdict: "supported-in-part",
      because: expect.stringContaining("no evidence on gate 8.5-5"),
    });
  });
});

describe("settle factor", () => {
  const partly = point(1, 3, good, "normal", "partly");
  it("a machine settles half of a partly automatable point, a named person the rest", () => {
    expect(assessOne([partly])).toMatchObject({ coverage: 0.5, verdict: "supported-in-part" });
    const judgements = new Map([["8.5-1", { by: "Ines Okafor", judgedAt: daysAgo(3) }]]);
    expect(assessOne([partly], { judgements })).toMatchObject({
      coverage: 1,
      verdict: "supported",
      points: [{ reasons: {} }],
    });
  });

  it("a judgement needs a name and expires", () => {
    const by = (name: string, age: number) => new Map([["8.5-1", { by: name, judgedAt: daysAgo(age) }]]);
    expect(() => assessOne([partly], { judgements: by(" ", 3) })).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID" }),
    );
    expect(assessOne([partly], { judgements: by("Ines Okafor", 541) }).coverage).toBe(0.5);
  });

  it("an empty population does not take away what a person has to judge", () => {
    const empty = point(1, 3, { wholeScope: "not-applicable" }, "normal", "partly");
    expect(assessOne([empty, point(2, 3, good)])).toMatchObject({
      coverage: 0.5,
      points: [{ outcome: "undetermined", reasons: { "person-needed": 1 } }, {}],
    });
  });
});

describe("accepted risks", () => {
  const risk = {
    control: "8.5",
    owner: "Ines Okafor",
    approver: "Tomas Berg",
    reason: "replacement in March",
    expires: "2027-03-31",
  };
  it("change the wording and no number", () => {
    const points = [point(1, 3, { fail: 3 })];
    const plain = assessOne(points);
    const { because, ...accepted } = assessOne(points, { acceptedRisks: [risk] });
    expect({ ...accepted, because: plain.because }).toEqual(plain);
    expect(because).toBe(`${plain.because} Risk accepted until 2027-03-31 by Tomas Berg (replacement in March).`);
    expect(assessOne(points, { acceptedRisks: [{ ...risk, expires: "2026-03-31" }] }).because).toContain(
      "expired on 2026-03-31",
    );
  });

  it("are refused when incomplete", () => {
    expect(() => assessOne([point(1, 3, good)], { acceptedRisks: [{ ...risk, approver: "" }] })).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID" }),
    );
    expect(() => assessOne([point(1, 3, good)], { acceptedRisks: [{ ...risk, expires: "some day" }] })).toThrow(
      expect.objectContaining({ code: "CONFIG_INVALID" }),
    );
  });
});

describe("sensitivity", () => {
  it("shows the verdicts under other weights and settle factors, and whether one flips", () => {
    const steady = assessOne([point(1, 3, good)]);
    expect(steady.sensitivity).toEqual({
      flips: false,
      verdicts: { "weights-equal": "supported", "settle-0.3": "supported", "settle-0.7": "supported" },
    });
    const shaky = assessOne([point(1, 3, good, "normal", "partly"), point(2, 3, good), point(3, 1, undefined)]);
    expect(shaky).toMatchObject({
      verdict: "supported-in-part",
      coverage: 0.642857,
      sensitivity: { flips: true, verdicts: { "settle-0.7": "supported", "settle-0.3": "supported-in-part" } },
    });
  });

  it("equal weights change the sums", () => {
    const heavy = assessOne([point(1, 3, good), point(2, 3, good), point(3, 1, undefined), point(4, 1, undefined)]);
    expect(heavy).toMatchObject({
      verdict: "supported",
      coverage: 0.75,
      sensitivity: { flips: true, verdicts: { "weights-equal": "supported-in-part" } },
    });
  });

  it("keeps gates gates when all weights are 1", () => {
    const result = assessOne([point(1, 3, { fail: 1 }), ...[2, 3, 4].map((n) => point(n, 1, good))]);
    expect(result.sensitivity.verdicts["weights-equal"]).toBe("contradicted-major");
  });
});

describe("several checks on one point", () => {
  it("have equal parts: a check that could not look halves the coverage, not the conformity", () => {
    const checks = { one: [scope({ pass: 3, fail: 1 })], two: [scope({ state: "unavailable", reason: "denied" })] };
    const result = assessOne([{ id: "8.5-1", mode: "auto", weight: 2, checks }]);
    expect(result).toMatchObject({ coverage: 0.5, conformity: 0.75, assured: 0.375, possible: 0.875 });
    expect(result.points[0]?.reasons).toEqual({ denied: 1 });
  });

  it("a check whose population is empty has no part", () => {
    const checks = {
      one: [scope({ pass: 3 })],
      two: [scope({ wholeScope: "not-applicable" })],
      three: [scope({ notApplicable: 7 })],
    };
    expect(assessOne([{ id: "8.5-1", mode: "auto", weight: 2, checks }])).toMatchObject({
      coverage: 1,
      verdict: "supported",
    });
  });

  it("a check with undetermined subjects only keeps its part at reach 0", () => {
    const checks = { one: [scope({ pass: 3 })], two: [scope({ undetermined: 2, reasons: { "stale-source": 2 } })] };
    const result = assessOne([{ id: "8.5-1", mode: "auto", weight: 2, checks }]);
    expect(result).toMatchObject({
      coverage: 0.5,
      points: [{ checks: [{ reach: 1 }, { reach: 0, conformity: null }], reasons: { "stale-source": 2 } }],
    });
  });

  it("a scope that nobody could count lowers completeness; one whose size is known lowers the reach", () => {
    const blind = scope({ account: "444455556666", state: "unavailable", reason: "denied" });
    const counted = scope({ account: "444455556666", state: "unavailable", reason: "denied", reported: 30 });
    const of = (other: typeof blind) =>
      assessOne([{ id: "8.5-1", mode: "auto", weight: 2, checks: { one: [scope({ pass: 10 }), other] } }]);
    expect(of(blind)).toMatchObject({ coverage: 0.5, conformity: 1 });
    expect(of(counted)).toMatchObject({ coverage: 0.25, conformity: 1, points: [{ reasons: { denied: 30 } }] });
  });
});

describe("populations", () => {
  const of = (...scopes: ScopeFixture[]) =>
    assessOne([{ id: "8.5-1", mode: "auto", weight: 2, checks: { one: scopes.map((one) => scope(one)) } }]);
  const other = "444455556666";

  it("what is not applicable is no part of the independent count", () => {
    expect(of({ pass: 6, notApplicable: 4, reported: 10 }).coverage).toBe(1);
    expect(of({ pass: 6, notApplicable: 4, reported: 20 }).coverage).toBe(0.375);
  });

  it("a list that broke off is half known, whether it began or not", () => {
    expect(of({ pass: 10, state: "partial", reason: "truncated" }).coverage).toBe(0.5);
    expect(of({ pass: 10 }, { account: other, state: "partial", reason: "truncated" }).coverage).toBe(0.75);
    expect(of({ pass: 10, state: "partial", reason: "truncated", reported: 10 }).coverage).toBe(1);
  });

  it("an empty scope is known to be empty only while its evidence is valid", () => {
    expect(of({ pass: 10 }, { account: other, notApplicable: 3 }).coverage).toBe(1);
    expect(of({ pass: 10 }, { account: other, notApplicable: 3, ageDays: 15 }).coverage).toBe(0.5);
  });

  it("of two connections over one scope the more complete speaks, and of equals the worse", () => {
    const ours: ScopeFixture = { pass: 10, connection: "b" };
    expect(of(ours, { connection: "a", state: "unavailable", reason: "denied" })).toMatchObject({
      coverage: 1,
      conformity: 1,
    });
    expect(of(ours, { connection: "a", state: "partial", reason: "truncated", fail: 3 })).toMatchObject({
      coverage: 1,
      conformity: 1,
    });
    expect(of(ours, { connection: "c", pass: 9, fail: 1 })).toMatchObject({
      conformity: 0.9,
      points: [{ checks: [{ counts: { pass: 9, fail: 1 } }] }],
    });
    expect(of({ connection: "a", pass: 9, fail: 1 }, ours)).toMatchObject({ conformity: 0.9 });
  });
});
