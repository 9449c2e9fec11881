import { describe, expect, it } from "vitest";
import * as z from "zod";
import { defineCheck, defineKind, fail, known, pass, Undetermined } from "./index.ts";
import { contextOf, runExample, viewOf } from "./testing.ts";

const kind = (id: string) =>
  defineKind({
    id,
    version: 1,
    title: "Door",
    schema: z.looseObject({ name: z.string(), locked: z.boolean().optional() }),
    key: (record: { name: string }) => record.name,
    sensitivity: "internal",
    personalData: false,
    population: "doors",
  });
const doors = kind("test.door");
const windows = kind("test.window");
const check = defineCheck({
  id: "test-door-is-locked",
  version: 1,
  title: "Doors are locked",
  rationale: "so",
  severity: "low",
  over: doors,
  reads: [windows],
  params: z.object({}),
  remediation: "lock",
  expected: () => "locked",
  test: (record, ctx) =>
    known(record["locked"], "locked") === true && [...ctx.read(windows).all()].length === 0
      ? pass("locked")
      : fail("open"),
  examples: [],
});

describe("viewOf", () => {
  const record = { name: "front" };

  it("answers from a complete population", () => {
    const view = viewOf({ kind: doors, records: [record] });
    expect([view.state, view.get("front"), view.get("back"), [...view.all()]]).toEqual([
      "complete",
      record,
      undefined,
      [record],
    ]);
  });

  it("gives what was seen of a partial one, and nothing that would rest on the rest", () => {
    const view = viewOf({ kind: doors, records: [record], missing: "truncated" });
    expect([view.state, view.get("front"), [...view.seen()]]).toEqual(["partial", record, [record]]);
    for (const ask of [() => view.get("back"), () => view.all()])
      expect(ask).toThrow(expect.objectContaining({ name: Undetermined.name, reason: "truncated" }));
  });

  it("is unavailable when nothing was seen", () => {
    const view = viewOf({ kind: doors, records: [], missing: "denied" });
    expect([view.state, [...view.seen()]]).toEqual(["unavailable", []]);
    expect(() => view.get("front")).toThrow(Undetermined);
  });
});

describe("runExample", () => {
  const example = { name: "x", record: { name: "front", locked: true }, outcome: "pass" as const };

  it("judges, and turns what is not known into undetermined", () => {
    expect(runExample(check, example)).toEqual({ outcome: "pass", observed: "locked" });
    expect(runExample(check, { ...example, reads: { "test.window": [{ name: "w" }] } }).outcome).toBe("fail");
    expect(runExample(check, { ...example, record: { name: "front" } })).toMatchObject({
      outcome: "undetermined",
      reason: "schema-mismatch",
    });
    expect(runExample(check, { ...example, unavailable: { "test.window": "denied" } })).toMatchObject({
      outcome: "undetermined",
      reason: "denied",
    });
  });

  it("says nothing of a record that the statement is not about", () => {
    const narrow = { ...check, about: ({ name }: { name: string }) => name !== "front" };
    expect(runExample(narrow, example).outcome).toBe("not-applicable");
    expect(runExample(narrow, { ...example, record: { name: "back", locked: true } }).outcome).toBe("pass");
  });

  it("refuses examples that evidence cannot be", () => {
    expect(() => runExample(check, { ...example, record: { name: 7 } })).toThrow("not a record of test.door");
    expect(() => runExample(check, { ...example, reads: { "test.window": [{}] } })).toThrow(
      "not a record of test.window",
    );
    expect(() => runExample(check, { ...example, reads: { "test.roof": [] } })).toThrow("does not read");
    expect(() => runExample(check, { ...example, unavailable: { "test.roof": "denied" } })).toThrow("does not read");
  });

  it("lets errors of the check through", () => {
    const broken = {
      ...check,
      test: () => {
        throw new TypeError("broken");
      },
    };
    expect(() => runExample(broken, example)).toThrow(TypeError);
  });

  it("refuses to read a kind that the check does not declare", () => {
    expect(() => contextOf({ reads: [], params: {} }).read(windows)).toThrow("without naming it");
  });
});
