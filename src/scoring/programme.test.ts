import { describe, expect, it } from "vitest";
import { assessControls } from "./assess.ts";
import { programmeBounds, summarise } from "./programme.ts";
import { controlOf, inputOf, pointOf, scope, type PointFixture } from "./testing/fixtures.ts";

const access: PointFixture = {
  id: "5.15-1",
  mode: "auto",
  weight: 3,
  checks: { "decisive:root": [scope({ fail: 1 })], users: [scope({ pass: 9 })] },
};
const policy: PointFixture = { id: "5.15-2", mode: "manual", weight: 2 };
const sessions: PointFixture = { id: "8.5-1", mode: "auto", weight: 2, checks: { sessions: [scope({ pass: 10 })] } };
const screening: PointFixture = { id: "6.1-1", mode: "partly", weight: 1 };

const input = inputOf([access, policy, sessions, screening]);
const assessed = assessControls({
  ...input,
  controls: [
    controlOf("5.15", [access, policy].map(pointOf), "organizational"),
    controlOf("8.5", [pointOf(sessions)], "technological"),
    controlOf("6.1", [pointOf(screening)], "people"),
    controlOf("7.1", [pointOf({ id: "7.1-1", mode: "manual", weight: 3 })], "physical"),
  ],
  applicability: new Map([
    ["7.1", { applicable: false, justification: "No premises.", approver: "Tomas Berg", decidedOn: "2026-01-31" }],
  ]),
});

describe("summarise", () => {
  const summary = summarise(assessed);

  it("counts verdicts and never averages them", () => {
    expect(summary.verdicts).toEqual({
      supported: 1,
      "supported-in-part": 0,
      improvement: 0,
      "contradicted-minor": 0,
      "contradicted-major": 1,
      undetermined: 1,
      "not-applicable": 1,
    });
  });

  it("bounds by sums of weights over applicable points", () => {
    // Weights 3 + 2 + 2 + 1; assured 3 × .5 + 2; coverage 3 + 2.
    expect(programmeBounds(assessed)).toEqual({ assured: 0.4375, possible: 0.8125 });
    expect(summary).toMatchObject({ assured: 0.4375, possible: 0.8125 });
  });

  it("sets themes against components", () => {
    expect(summary.themes.organizational).toMatchObject({
      controls: 1,
      coverage: 0.6,
      conformity: 0.5,
      assured: 0.3,
      possible: 0.7,
    });
    expect(summary.themes.people).toMatchObject({
      controls: 1,
      coverage: 0,
      conformity: null,
      freshness: null,
      possible: 1,
    });
    expect(summary.themes.physical).toMatchObject({ controls: 0, coverage: 0 });
  });

  it("lists failed gates, decisive checks too, and what to look at next", () => {
    expect(summary.failingGates).toEqual([{ control: "5.15", point: "5.15-1", conformity: 0.5, checks: ["root"] }]);
    expect(summary.nextEvidence.map(({ point, gain }) => [point, gain])).toEqual([
      ["5.15-2", 0.25],
      ["6.1-1", 0.125],
    ]);
  });
});
