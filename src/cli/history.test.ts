import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { ControlHistory, TrendPoint } from "../pipeline/history/history.ts";
import { tellHistory } from "./history.ts";
import { Output } from "./output.ts";

const START = Date.parse("2026-01-01T00:00:00.000Z");
const hour = (number: number): string => new Date(START + number * 3_600_000).toISOString();

/** A run each hour whose interval changes every `each` runs; nothing is assured in the first half. */
function told(count: number, each: number): string {
  const trend = Array.from({ length: count }, (_, number): TrendPoint => ({
    runId: `${number}`,
    at: hour(number),
    status: "complete",
    verdict: "supported",
    coverage: 1,
    assured: number < count / 2 ? 0 : 1,
    possible: Math.floor(number / each) % 2 === 0 ? 1 : 0.99,
  }));
  const history: ControlHistory = {
    control: "8.5",
    period: { from: hour(0), to: hour(count) },
    trend,
    points: [],
    deviations: [],
    coverage: [],
  };
  let text = "";
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString("utf8");
      done();
    },
  });
  tellHistory(new Output({ stdout, stderr: stdout, env: {} }, {}), history);
  return text;
}

describe("the trend of a control", () => {
  it("says how many changes and runs it does not show, and draws the whole period", () => {
    const text = told(1_200, 10);
    expect(text).toContain("100 earlier changes not shown: --json lists every run");
    expect(text.match(/the same in 10 runs/g)).toHaveLength(20);
    expect(text).toContain(`assured  ${"▁".repeat(30)}${"█".repeat(30)}`);
    expect(text).toContain("60 of 1,200 runs");
  });

  it("says nothing of that when it shows all", () => {
    const text = told(20, 1);
    expect(text).not.toContain("not shown");
    expect(text).not.toContain(" of 20 runs");
  });
});
