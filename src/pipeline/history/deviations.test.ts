import { describe, expect, it } from "vitest";
import type { CheckResult, Outcome } from "../../core/index.ts";
import { deviations, lastedDays, type OpenResults } from "./deviations.ts";

const day = (number: number): string => `2026-01-${String(number).padStart(2, "0")}T00:00:00.000Z`;

function result(subject: string, outcome: Outcome, at: string, account = "111122223333"): CheckResult {
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
  return {
    at,
    checkId: "check",
    connection: "aws",
    results: [
      ...failing.map((subject) => result(subject, "fail", at)),
      ...blind.map((subject) => result(subject, "undetermined", at)),
    ],
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
    const other = { ...run(1, []), results: [result("ada", "fail", day(1), "444455556666")] };
    expect(deviations([other, run(2, [], ["*"])])[0]).toMatchObject({ endedBy: day(2) });
    const elsewhere: OpenResults = { ...run(2, []), connection: "aws-2" };
    expect(deviations([run(1, ["ada"]), elsewhere])[0]?.endedBy).toBeUndefined();
  });
});
