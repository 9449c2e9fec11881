import type { Severity } from "#core";
import { defineCheck, fail, notApplicable, pass, type Check, type CheckExample, type EvidenceKind } from "#sdk";
import * as z from "zod";
import type { ConfigurationItem } from "../../evidence.ts";
import { flag, member, number, text } from "./members.ts";
import { item, itemWith } from "./samples.ts";

/** What every check over one resource type states about itself. */
interface ItemStatement {
  readonly id: string;
  readonly title: string;
  readonly rationale: string;
  readonly severity: Severity;
  readonly over: EvidenceKind<ConfigurationItem>;
  readonly type: string;
  readonly remediation: string;
  readonly unmapped?: string;
}

/** Resources that the statement is not about, by the value of a member that AWS Config states. */
interface Exemption {
  readonly path: string;
  /** The value; `"*"` stands for any that is stated. */
  readonly is: string | boolean;
  readonly why: string;
}

function exempted(record: ConfigurationItem, exempt: Exemption | undefined): string | undefined {
  if (exempt === undefined) return undefined;
  const value = member(record, exempt.path);
  if (exempt.is === "*") return value === undefined || value === "" ? undefined : exempt.why;
  return String(value).toLowerCase() === String(exempt.is).toLowerCase() ? exempt.why : undefined;
}

function exemptExamples(type: string, exempt: Exemption | undefined): readonly CheckExample<ConfigurationItem>[] {
  if (exempt === undefined) return [];
  return [{ name: exempt.why, record: itemWith(type, exempt.path, exempt.is), outcome: "not-applicable" }];
}

/** A switch of the resource has the wanted position. */
export function flagCheck(
  statement: ItemStatement & {
    readonly path: string;
    /** The position that passes. */
    readonly want: boolean;
    readonly exempt?: Exemption;
  },
): Check<ConfigurationItem, Record<string, never>> {
  const { path, want, exempt, type, ...rest } = statement;
  const label = path.replace(/^(?:supplementaryC|c)onfiguration\./, "");
  return defineCheck({
    ...rest,
    version: 1,
    params: z.object({}),
    expected: () => `${label} is ${want}`,
    test(record) {
      const why = exempted(record, exempt);
      if (why !== undefined) return notApplicable(why);
      const value = flag(record, path);
      return value === want ? pass(`${label} is ${value}`) : fail(`${label} is ${value}`);
    },
    examples: [
      { name: `${label} is ${want}`, record: itemWith(type, path, want), outcome: "pass" },
      { name: `${label} is ${!want}`, record: itemWith(type, path, !want), outcome: "fail" },
      { name: "not stated", record: item(type), outcome: "undetermined", reason: "schema-mismatch" },
      { name: "null", record: itemWith(type, path, null), outcome: "undetermined", reason: "schema-mismatch" },
      { name: "a word", record: itemWith(type, path, "surprise"), outcome: "undetermined", reason: "schema-mismatch" },
      ...exemptExamples(type, exempt),
    ],
  });
}

/** A member holds one of the wanted texts; texts are compared without regard to case. */
export function textCheck(
  statement: ItemStatement & {
    readonly path: string;
    readonly good: readonly string[];
    /** A value that the service writes for the bad state. */
    readonly bad: string;
    readonly exempt?: Exemption;
  },
): Check<ConfigurationItem, Record<string, never>> {
  const { path, good, bad, exempt, type, ...rest } = statement;
  const label = path.replace(/^(?:supplementaryC|c)onfiguration\./, "");
  const wanted = good.map((word) => word.toLowerCase());
  return defineCheck({
    ...rest,
    version: 1,
    params: z.object({}),
    expected: () => `${label} is ${good.join(" or ")}`,
    test(record) {
      const why = exempted(record, exempt);
      if (why !== undefined) return notApplicable(why);
      const value = text(record, path);
      return wanted.includes(value.toLowerCase()) ? pass(`${label} is ${value}`) : fail(`${label} is ${value}`);
    },
    examples: [
      ...good.map((word) => ({ name: word, record: itemWith(type, path, word), outcome: "pass" as const })),
      { name: bad, record: itemWith(type, path, bad), outcome: "fail" },
      { name: "not stated", record: item(type), outcome: "undetermined", reason: "schema-mismatch" },
      { name: "null", record: itemWith(type, path, null), outcome: "undetermined", reason: "schema-mismatch" },
      ...exemptExamples(type, exempt),
    ],
  });
}

/** A number of the resource is at least the parameter `minimum`. */
export function minimumCheck(
  statement: ItemStatement & {
    readonly path: string;
    readonly unit: string;
    readonly minimum: number;
    readonly origin: string;
    readonly exempt?: Exemption;
  },
): Check<ConfigurationItem, { minimum: number }> {
  const { path, unit, minimum: byDefault, origin, exempt, type, ...rest } = statement;
  const label = path.replace(/^(?:supplementaryC|c)onfiguration\./, "");
  return defineCheck({
    ...rest,
    version: 1,
    params: z.object({
      minimum: z.number().int().min(1).default(byDefault).describe(`${unit}. origin: ${origin}`),
    }),
    expected: ({ minimum }) => `${label} is ${minimum} ${unit} or more`,
    test(record, ctx) {
      const why = exempted(record, exempt);
      if (why !== undefined) return notApplicable(why);
      const value = number(record, path);
      return value >= ctx.params.minimum ? pass(`${label} is ${value}`) : fail(`${label} is ${value}`);
    },
    examples: [
      { name: "enough", record: itemWith(type, path, byDefault), outcome: "pass" },
      { name: "one too few", record: itemWith(type, path, byDefault - 1), outcome: "fail" },
      {
        name: "enough for another criterion",
        record: itemWith(type, path, byDefault),
        params: { minimum: byDefault + 1 },
        outcome: "fail",
      },
      { name: "not stated", record: item(type), outcome: "undetermined", reason: "schema-mismatch" },
      {
        name: "not a number",
        record: itemWith(type, path, "many"),
        outcome: "undetermined",
        reason: "schema-mismatch",
      },
      ...exemptExamples(type, exempt),
    ],
  });
}
