import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckResult, Outcome } from "../../core/index.ts";
import { placeOf } from "../sights.ts";
import { deviations, lastedDays, type Deviation, type OpenResults } from "./deviations.ts";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const day = (number: number): string => `2026-01-${String(number).padStart(2, "0")}T00:00:00.000Z`;

function result(subject: string, outcome: Outcome, at: string, account = ACCOUNT): CheckResult {
  return {
    checkId: "check",
    checkVersion: 1,
    connection: "aws",
    scope: { platform: "aws", account },
    subject,
    outcome,
    expected: "so",
    observed: `${subject} on ${at}`,
    evidence: [],
    paramsDigest: "0".repeat(64),
    asOf: at,
  };
}

/** A run on this day that found these subjects failing and could not see those. */
function run(number: number, failing: readonly string[], blind: readonly string[] = []): OpenResults {
  const at = day(number);
  return looked(number, [
    ...failing.map((subject) => result(subject, "fail", at)),
    ...blind.map((subject) => result(subject, "undetermined", at)),
  ]);
}

/** A run that judged these accounts, as a whole where `*` is not among its results. */
function looked(number: number, results: readonly CheckResult[], accounts = [ACCOUNT]): OpenResults {
  const blind = new Set(results.filter(({ subject }) => subject === "*").map(placeOf));
  const places = accounts.map((account) => placeOf(result("", "pass", day(number), account)));
  return {
    at: day(number),
    checkId: "check",
    connection: "aws",
    whole: new Set(places.filter((place) => !blind.has(place))),
    results,
  };
}

describe("deviations", () => {
  it("last from the first run that saw them to the first that looked and did not", () => {
    const [one] = deviations([run(1, []), run(2, ["ada"]), run(3, ["ada"]), run(5, [])]);
    expect(one).toEqual({
      checkId: "check",
      connection: "aws",
      scope: "aws/111122223333",
      subject: "ada",
      observed: `ada on ${day(3)}`,
      notBefore: day(1),
      firstSeen: day(2),
      lastSeen: day(3),
      endedBy: day(5),
    });
    expect(one === undefined ? undefined : lastedDays(one, day(9))).toEqual({ least: 1, most: 4 });
  });

  it("do not end because nobody could look: neither at the resource nor at its whole scope", () => {
    for (const blind of ["ada", "*"]) {
      const [one] = deviations([run(1, ["ada"]), run(2, [], [blind]), run(3, [], [blind])]);
      expect(one).toMatchObject({ lastSeen: day(1), unseenSince: day(2) });
      expect(one?.endedBy).toBeUndefined();
    }
  });

  it("go on when they are seen again after a gap, and end when the gap ends well", () => {
    const again = deviations([run(1, ["ada"]), run(2, [], ["*"]), run(3, ["ada"])]);
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({ firstSeen: day(1), lastSeen: day(3) });
    expect(again[0]?.unseenSince).toBeUndefined();
    expect(deviations([run(1, ["ada"]), run(2, [], ["*"]), run(3, [])])[0]).toMatchObject({ endedBy: day(3) });
  });

  it("that come back are others", () => {
    const found = deviations([run(1, ["ada"]), run(2, []), run(3, ["ada"])]);
    expect(found.map(({ firstSeen, endedBy }) => [firstSeen, endedBy])).toEqual([
      [day(1), day(2)],
      [day(3), undefined],
    ]);
  });

  it("of another account are not ended by blindness or sight in this one", () => {
    const both = looked(1, [result("ada", "fail", day(1), OTHER)], [ACCOUNT, OTHER]);
    for (const later of [run(2, []), run(2, [], ["*"])]) {
      const [one] = deviations([both, later]);
      expect(one?.endedBy).toBeUndefined();
      expect(one).toMatchObject({ lastSeen: day(1), unseenSince: day(2) });
    }
    expect(deviations([both, run(2, []), looked(3, [], [OTHER])])[0]).toMatchObject({ endedBy: day(3) });
    const elsewhere: OpenResults = { ...run(2, []), connection: "aws-2" };
    expect(deviations([run(1, ["ada"]), elsewhere])[0]?.endedBy).toBeUndefined();
  });

  it("end when the resource itself is seen to be right, although the rest is not seen", () => {
    const found = deviations([
      run(1, ["ada"]),
      looked(2, [result("ada", "pass", day(2)), result("*", "undetermined", day(2))]),
      run(3, ["ada"]),
    ]);
    expect(found).toMatchObject([{ endedBy: day(2) }, { firstSeen: day(3), notBefore: day(2) }]);
  });

  it("that were seen to fail go on, whatever else was not seen of them", () => {
    const both = [result("ada", "fail", day(2)), result("ada", "undetermined", day(2))];
    expect(deviations([run(1, ["ada"]), looked(2, both)])).toMatchObject([{ firstSeen: day(1), lastSeen: day(2) }]);
  });

  it("may have begun when nobody looked: neither at the resource nor at its scope", () => {
    for (const blind of [run(20, [], ["*"]), run(20, [], ["ada"]), looked(20, [], [OTHER])]) {
      const [one] = deviations([run(1, []), blind, run(21, ["ada"]), run(22, [])]);
      expect(one).toMatchObject({ notBefore: day(1), firstSeen: day(21), endedBy: day(22) });
      expect(one === undefined ? undefined : lastedDays(one, day(30))).toEqual({ least: 0, most: 21 });
    }
    expect(deviations([run(1, []), run(2, [], ["ada"]), run(3, []), run(4, ["ada"])])[0]?.notBefore).toBe(day(3));
    expect(deviations([run(1, [], ["*"]), run(2, ["ada"])])[0]?.notBefore).toBeUndefined();
  });

  it("lose an end, and never gain one, when a run becomes blind", () => {
    const subjects = ["ada", "bob"];
    const runs = fc.array(fc.subarray(subjects), { minLength: 1, maxLength: 8 });
    const ends = (found: readonly Deviation[]): number => found.filter(({ endedBy }) => endedBy !== undefined).length;
    fc.assert(
      fc.property(runs, fc.nat(7), fc.constantFrom("*", "gone"), (list, index, how) => {
        const all = list.map((failing, number) => run(number + 1, failing));
        const at = index % all.length;
        const blind = how === "*" ? run(at + 1, [], ["*"]) : looked(at + 1, [], [OTHER]);
        const worse = deviations(all.with(at, blind));
        expect(ends(worse)).toBeLessThanOrEqual(ends(deviations(all)));
        for (const { endedBy, notBefore } of worse) {
          expect(endedBy).not.toBe(day(at + 1));
          expect(notBefore).not.toBe(day(at + 1));
        }
      }),
    );
  });
});
