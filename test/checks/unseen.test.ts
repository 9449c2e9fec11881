import { describe, expect, it } from "vitest";
import type { AnyCheck, CheckExample } from "#sdk";
import { runExample } from "../../src/sdk/testing.ts";
import { checkFiles } from "./folders.ts";

const checks = (await checkFiles()).map(({ check }) => check);

/** Every example of a check, altered; the outcome may become undetermined, and must not become another verdict. */
function expectNoOtherVerdict(
  check: AnyCheck,
  example: CheckExample<unknown>,
  altered: CheckExample<unknown>,
  how: string,
): void {
  const before = runExample(check, example);
  const after = runExample(check, altered);
  expect([before.outcome, "undetermined"], `${check.id}: "${example.name}", ${how}: ${after.observed}`).toContain(
    after.outcome,
  );
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}

describe.each(checks.filter(({ reads }) => reads.length > 0))("$id", (check) => {
  it.each(check.reads.map(({ id }) => id))("gives no other verdict while %s is withheld", (kind) => {
    for (const example of check.examples) {
      const { [kind]: _, ...reads } = example.reads ?? {};
      const unavailable = { ...example.unavailable, [kind]: "denied" as const };
      expectNoOtherVerdict(check, example, { ...example, reads, unavailable }, `without ${kind}`);
    }
  });

  it.each(check.reads.map(({ id }) => id))("gives no other verdict while %s may have more records", (kind) => {
    for (const example of check.examples) {
      if (example.unavailable?.[kind] !== undefined) continue;
      expectNoOtherVerdict(
        check,
        example,
        { ...example, unavailable: { ...example.unavailable, [kind]: "truncated" } },
        `${kind} cut short`,
      );
    }
  });
});

describe.each(checks.filter(({ over }) => over.id === "aws-iam.credential"))("$id", (check) => {
  it("gives no other verdict when a column holds text that is not known", () => {
    for (const example of check.examples) {
      const row = example.record as Record<string, string>;
      for (const column of Object.keys(row)) {
        if (column === "user" || column === "arn") continue;
        expectNoOtherVerdict(
          check,
          example,
          { ...example, record: { ...row, [column]: "surprise" } },
          `${column} unknown`,
        );
      }
    }
  });
});

it("judges the same twice, and changes nothing that it was given", () => {
  for (const check of checks) {
    for (const example of check.examples) {
      const frozen = deepFreeze(structuredClone({ ...example }));
      expect(runExample(check, frozen)).toEqual(runExample(check, example));
    }
  }
});
