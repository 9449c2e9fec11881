import { fail, notApplicable, pass, Undetermined, undetermined, type Judgement } from "#sdk";
import type { EffectiveSetting, EffectiveSettings } from "../evidence.ts";

/** A setting's value as the Policy API gives it; every field is read by the functions of this module. */
export type Value = Readonly<Record<string, unknown>>;

interface Setting {
  /** `security.password`. */
  readonly type: string;
  /** The service that it belongs to (`gmail`): where that is switched off the setting binds nobody. */
  readonly service?: string;
}

/**
 * Judges one setting as it is in force for the record's org unit or group: what was never stated is `undetermined`, what a
 * group does not override and what binds nobody is `not-applicable`, and a value that holds for some licences only is
 * judged together with what everybody else has.
 */
export function overSetting(
  record: EffectiveSettings,
  { type, service }: Setting,
  judge: (value: Value) => Judgement,
): Judgement {
  const nobody = bindsNobody(record);
  if (nobody !== undefined) return notApplicable(nobody);
  if (service !== undefined && isOff(record, service)) return notApplicable(`${service} is switched off here`);
  const setting = record.settings[type];
  if (setting === undefined) {
    if (record.targetType !== "org-unit") return notApplicable(`does not override ${type}`);
    return undetermined("schema-mismatch", `the Policy API states no ${type}, and Google documents no default`);
  }
  const judged = (value: Value): Judgement => {
    try {
      return judge(value);
    } catch (error) {
      if (!(error instanceof Undetermined)) throw error;
      return undetermined(error.reason, error.message);
    }
  };
  const main = withOrigin(judged(setting.value), setting, targetName(record));
  if (setting.licences === undefined) return main;
  const rest =
    setting.otherwise === undefined
      ? undetermined("schema-mismatch", "what people without these licences have is not stated")
      : judged(setting.otherwise);
  return worst(main, { ...rest, observed: `${main.observed}; for everybody else ${rest.observed}` });
}

/**
 * A unit without active people binds nobody today; the root is judged all the same, because new units start from it.
 * @throws Undetermined when users were not wholly listed: an empty unit must not become one that passes or fails
 */
export function bindsNobody(record: EffectiveSettings): string | undefined {
  if (record.targetType !== "org-unit" || record.orgUnitPath === "/") return undefined;
  if (record.activeUsers === undefined)
    throw new Undetermined(
      "truncated",
      "users were not wholly listed, so whether anybody is in this unit is not known",
    );
  return record.activeUsers === 0 ? "no active user is in this unit" : undefined;
}

/** Whether a service is switched off for everybody of the unit. @throws Undetermined for a state that is not known */
export function isOff(record: EffectiveSettings, service: string): boolean {
  const status = record.settings[`${service}.service_status`];
  if (status === undefined || status.licences !== undefined) return false;
  return oneOf(status.value, "serviceState", ["ENABLED", "DISABLED"]) === "DISABLED";
}

const RANK = ["not-applicable", "pass", "undetermined", "fail"] as const;

function worst(a: Judgement, b: Judgement): Judgement {
  return RANK.indexOf(b.outcome) >= RANK.indexOf(a.outcome) ? b : a;
}

function withOrigin(judgement: Judgement, setting: EffectiveSetting, target: string): Judgement {
  const assumed = setting.assumedFields?.filter((field) => judgement.observed.includes(field)) ?? [];
  const fields = assumed.length === 0 ? "" : `, ${assumed.join(", ")} by Google's documented default`;
  return { ...judgement, observed: `${target}: ${judgement.observed}, ${originOf(setting)}${fields}` };
}

/** An org unit's path, a group's address, or all administrators (GWS-10): what people call a target. */
export function targetName(record: EffectiveSettings): string {
  if (record.targetType === "org-unit") return record.orgUnitPath;
  return record.targetType === "group" ? `group ${record.groupEmail ?? record.target}` : "all administrators";
}

/** Where a value comes from, as `observed` carries it. */
export function originOf(setting: EffectiveSetting): string {
  const licences = setting.licences === undefined ? "" : ` for people with ${setting.licences.join(", ")}`;
  if (setting.origin === "default") return `Google's documented default (the tenant states nothing)${licences}`;
  return setting.origin === "inherited"
    ? `inherited from ${setting.from ?? "a unit above"}${licences}`
    : `set here${licences}`;
}

/** @throws Undetermined when the field is absent or no truth value */
export function flagOf(value: Value, field: string): boolean {
  const it = value[field];
  if (typeof it !== "boolean") throw unknown(field, it);
  return it;
}

/** @throws Undetermined when the field is absent or no number; 64-bit numbers arrive as text */
export function numberOf(value: Value, field: string): number {
  const it = value[field];
  const number = typeof it === "string" && /^\d+$/.test(it) ? Number(it) : it;
  if (typeof number !== "number" || !Number.isFinite(number)) throw unknown(field, it);
  return number;
}

/**
 * The field when it is one of the values that are known.
 * @throws Undetermined for any other value: one that Google added later must not count as good or bad
 */
export function oneOf<const T extends string>(value: Value, field: string, known: readonly T[]): T {
  const it = value[field];
  const found = known.find((candidate) => candidate === it);
  if (found === undefined) throw unknown(field, it);
  return found;
}

/** Seconds of a duration as Google writes it, `86400s` or `0.5s`. @throws Undetermined when it is none */
export function secondsOf(value: Value, field: string): number {
  const it = value[field];
  const match = typeof it === "string" ? /^(\d+(?:\.\d+)?)s$/.exec(it) : null;
  if (match === null) throw unknown(field, it);
  return Number(match[1]);
}

/** @throws Undetermined when the field is absent or no list: absent is not empty */
export function listOf(value: Value, field: string): readonly unknown[] {
  const it = value[field];
  if (!Array.isArray(it)) throw unknown(field, it);
  return it as readonly unknown[];
}

function unknown(field: string, found: unknown): Undetermined {
  return new Undetermined(
    "schema-mismatch",
    found === undefined || found === null
      ? `the platform did not state ${field}`
      : `${field} is ${JSON.stringify(found)}, a value not known here`,
  );
}

/** The judgement on a truth value that must have one state. */
export function mustBe(value: Value, field: string, wanted: boolean): Judgement {
  const it = flagOf(value, field);
  return it === wanted ? pass(`${field} is ${it}`) : fail(`${field} is ${it}`);
}

/** The judgement on a named value that must be one of some. */
export function mustBeOneOf<const T extends string>(
  value: Value,
  field: string,
  known: readonly T[],
  wanted: readonly T[],
): Judgement {
  const it = oneOf(value, field, known);
  return wanted.includes(it) ? pass(`${field} is ${it}`) : fail(`${field} is ${it}`);
}
