import { describe, expect, test } from "vitest";
import type { ExchangeRecord } from "../core/evidence.ts";
import { createExchangeLog, summarizeExchanges } from "./exchange-log.ts";

function record(n: number, extra: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    n,
    operation: n % 3 === 0 ? "iam:ListUsers" : "iam:GetUser",
    label: n % 2 === 0 ? "aws/111122223333" : "aws/444455556666",
    method: "POST",
    url: "https://iam.amazonaws.com/",
    requestDigest: "0".repeat(64),
    status: 200,
    startedAt: "2026-11-22T12:00:00.000Z",
    endedAt: "2026-11-22T12:00:00.500Z",
    attempt: 1,
    ...extra,
  };
}

describe("exchange log", () => {
  test("gives back what was appended, across packed blocks, and filters", () => {
    const log = createExchangeLog();
    const all = Array.from({ length: 2000 }, (_, index) => record(index + 1));
    for (const one of all) log.append(one);
    expect([...log.read({})]).toEqual(all);
    expect([...log.read({ label: "aws/111122223333" })]).toEqual(
      all.filter(({ label }) => label === "aws/111122223333"),
    );
    expect([...log.read({ operations: new Set(["iam:ListUsers"]) })]).toEqual(all.filter(({ n }) => n % 3 === 0));
    expect([...log.read({ operations: new Set(["iam:Unknown"]) })]).toEqual([]);
    expect(log.calls()).toEqual({ "iam:GetUser": 1334, "iam:ListUsers": 666 });
  });

  test("reads in order of n even when a replay appended out of order", () => {
    const log = createExchangeLog();
    for (const n of [3, 1, 2]) log.append(record(n));
    expect([...log.read({})].map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test("clock skew is the median, so that one odd answer does not decide", () => {
    const log = createExchangeLog();
    expect(log.clockSkewSeconds()).toBeUndefined();
    for (const seconds of ["10", "10", "11", "59", "10"])
      log.append(record(1, { platformDate: `2026-11-22T12:07:${seconds}.000Z` }));
    expect(log.clockSkewSeconds()).toBe(430);
  });

  test("a summary names every attempt and depends on every member", () => {
    const records = [record(1), record(2)];
    const summary = summarizeExchanges(records);
    expect(summary).toMatchObject({ count: 2, calls: { "iam:GetUser": 2 } });
    expect(summary.ndjson.split("\n")).toHaveLength(3);
    expect(summarizeExchanges([record(1), record(2, { status: 201 })]).digest).not.toBe(summary.digest);
  });
});
