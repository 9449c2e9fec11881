import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ATTRIBUTE_NAMES,
  fromQuery,
  grouped,
  GROUPS,
  matches,
  NO_FILTER,
  sorted,
  SORTS,
  toQuery,
  type Filter,
} from "../../src/web/app/filter.ts";
import { duration, instant, interval, number, percent } from "../../src/web/app/format.ts";
import { gapTotals, narrowings } from "../../src/web/app/gaps.ts";
import { buildModel, totals } from "../../src/web/app/model.ts";
import { memoryPort } from "../../src/web/app/port.ts";
import { href, parseRoute } from "../../src/web/app/route.ts";
import { THEME_ORDER, VERDICT_ORDER } from "../../src/web/words.ts";
import { reportData } from "./fixture.ts";

const data = reportData();
const model = buildModel(data);

const anyFilter: fc.Arbitrary<Filter> = fc.record({
  text: fc.string(),
  theme: fc.constantFrom("", ...THEME_ORDER),
  verdicts: fc.subarray([...VERDICT_ORDER]),
  attributes: fc.dictionary(fc.constantFrom(...ATTRIBUTE_NAMES), fc.string({ minLength: 1 }), {
    noNullPrototype: true,
  }),
  withEvidence: fc.boolean(),
  sort: fc.constantFrom(...(Object.keys(SORTS) as Filter["sort"][])),
  group: fc.constantFrom(...(Object.keys(GROUPS) as Filter["group"][])),
});

describe("numbers", () => {
  it("say 0 % only of nothing and 100 % only of all", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        expect(/^0\s%$/.test(percent(share))).toBe(share === 0);
        expect(/^100\s%$/.test(percent(share))).toBe(share === 1);
      }),
    );
    expect(interval(0.9951, 0.9999)).toBe("99\u202f%");
    expect(interval(0, 1)).toBe("0–100\u202f%");
    expect(interval(0.337, 0.712)).toBe("34–71\u202f%");
  });

  it("keep instants in UTC and durations in two units", () => {
    expect(instant("2026-07-31T06:04:11.902Z")).toBe("2026-07-31 06:04:11 UTC");
    expect(instant("yesterday")).toBe("yesterday");
    expect(duration("2026-07-31T06:00:02Z", "2026-07-31T06:04:13Z")).toBe("4\u202fmin 11\u202fs");
    expect(duration("x", "y")).toBe("unknown");
    expect(number(1234567)).toBe("1,234,567");
  });
});

describe("addresses", () => {
  it("come back from their text, whatever the ids hold", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), fc.string({ minLength: 1 }), (id, record) => {
        expect(parseRoute(href.control(id))).toEqual({ page: "control", id });
        expect(parseRoute(href.check(id))).toEqual({ page: "check", id });
        expect(parseRoute(href.evidence(id, record))).toEqual({ page: "evidence", id, record });
      }),
    );
  });

  it("that are none of ours are unknown, never an error", () => {
    fc.assert(fc.property(fc.string(), (hash) => void parseRoute(`#${hash}`)));
    expect(parseRoute("#/control/%E0%A4%A").page).toBe("unknown");
    expect(parseRoute("#/nowhere").page).toBe("unknown");
    expect(parseRoute("").page).toBe("overview");
  });

  it("carry the whole filter", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(fromQuery(toQuery(filter))).toEqual({
          ...filter,
          verdicts: VERDICT_ORDER.filter((verdict) => filter.verdicts.includes(verdict)),
        });
      }),
    );
    expect(toQuery(NO_FILTER)).toBe("");
  });
});

describe("the matrix", () => {
  it("groups and sorts without losing or doubling a control", () => {
    fc.assert(
      fc.property(anyFilter, ({ sort, group }) => {
        const ids = grouped(sorted(model.controls, sort), group).flatMap((entry) =>
          entry.controls.map((view) => view.id),
        );
        expect(ids.toSorted()).toEqual(model.controls.map((view) => view.id).toSorted());
      }),
    );
  });

  it("sorts by number as people count", () => {
    expect(model.controls.slice(8, 11).map((view) => view.id)).toEqual(["5.9", "5.10", "5.11"]);
  });

  it("puts contradictions first and what has no interval last", () => {
    const worst = sorted(model.controls, "verdict").map((view) => view.assessment.verdict);
    expect(worst[0]).toBe("contradicted-major");
    const unseen = sorted(model.controls, "unseen");
    expect(unseen.slice(-2).map((view) => view.assessment.verdict)).toEqual(["not-applicable", "not-applicable"]);
    const widths = unseen.slice(0, -2).map(({ assessment }) => assessment.possible - assessment.assured);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });

  it("finds by title, guidance and check", () => {
    const found = (text: string) =>
      model.controls.filter((view) => matches(view, { ...NO_FILTER, text })).map((view) => view.id);
    expect(found("privileged ACCESS")).toContain("8.2");
    expect(found("aws-iam-root-has-mfa")).toEqual(["5.17", "8.2", "8.5"]);
    expect(found("no such words at all")).toEqual([]);
  });

  it("adds the programme up as the scoring does", () => {
    const sum = totals(model.controls);
    expect(sum?.assured).toBeCloseTo(data.assessment.summary.assured, 4);
    expect(sum?.possible).toBeCloseTo(data.assessment.summary.possible, 4);
  });
});

describe("gaps", () => {
  it("are put together by what was refused, none lost, with what they cost", () => {
    expect(model.gaps.reduce((sum, gap) => sum + gap.count, 0)).toBe(gapTotals(data).gaps);
    const keys = model.gaps.find((gap) => gap.operation === "iam:GetAccessKeyLastUsed");
    expect(keys).toMatchObject({ count: 3, checks: ["aws-iam-access-key-is-rotated"], controls: ["5.17", "8.24"] });
    expect(keys?.subjects).toEqual(["deploy-staging", "terraform-legacy", "harbour-display-03"]);
  });

  it("count what the assessment left out", () => {
    const [first, ...others] = data.assessment.connections;
    if (first === undefined) throw new Error("the fixture has no connection");
    const connections = [{ ...first, gapsOmitted: 40 }, ...others];
    expect(gapTotals({ ...data, assessment: { ...data.assessment, connections } }).gaps).toBe(
      gapTotals(data).gaps + 40,
    );
  });

  it("rank where looking would narrow the interval: the shares add up to it", () => {
    const { assured, possible } = data.assessment.summary;
    const shares = narrowings(data).map((entry) => entry.share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(possible - assured, 4);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });
});

describe("results by the page", () => {
  const port = memoryPort(reportData({ manyResults: 1000 }));
  const query = { checkId: "aws-iam-access-key-is-rotated", outcomes: [], text: "", offset: 0, limit: 50 } as const;

  it("tell failures first and count all", async () => {
    const page = await port.results(query);
    expect(page.rows).toHaveLength(50);
    expect(page.total).toBe(1000);
    expect(page.counts).toEqual({ pass: 993, fail: 4, notApplicable: 0, undetermined: 3 });
    expect(page.rows.slice(0, 7).map((row) => row.outcome)).toEqual([
      "fail",
      "fail",
      "fail",
      "fail",
      "undetermined",
      "undetermined",
      "undetermined",
    ]);
  });

  it("cover every row exactly once", async () => {
    const pages = await Promise.all(
      Array.from({ length: 20 }, (_, index) => port.results({ ...query, offset: index * 50 })),
    );
    expect(new Set(pages.flatMap((page) => page.rows.map((row) => row.subject))).size).toBe(1000);
  });

  it("filter by outcome and by words", async () => {
    expect((await port.results({ ...query, outcomes: ["undetermined"] })).total).toBe(3);
    expect((await port.results({ ...query, text: "PERMISSION" })).total).toBe(0);
    expect((await port.results({ ...query, text: "denied" })).total).toBe(3);
    expect((await port.results({ ...query, checkId: "no-such-check" })).total).toBe(0);
  });

  it("name the checks that rest on an evidence", async () => {
    const entry = data.evidence.find(({ evidence }) => evidence.kind === "github.repository");
    const uses = await port.evidenceUse(entry?.evidence.id ?? "");
    expect(uses.map((use) => use.checkId)).toEqual([
      "github-default-branch-requires-review",
      "github-push-protection-is-on",
    ]);
    expect(await port.evidenceUse("ev_none")).toEqual([]);
  });
});
