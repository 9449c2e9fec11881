import { Undetermined } from "#sdk";

/** The columns of a credential report row that are read here; the evidence kind `aws-iam.credential` has them all. */
export interface ReportRow {
  readonly user: string;
  readonly arn: string;
  readonly user_creation_time: string;
  readonly password_enabled: string;
  readonly password_last_used: string;
  readonly password_last_changed: string;
  readonly mfa_active: string;
  readonly access_key_1_active: string;
  readonly access_key_1_last_rotated: string;
  readonly access_key_1_last_used_date: string;
  readonly access_key_2_active: string;
  readonly access_key_2_last_rotated: string;
  readonly access_key_2_last_used_date: string;
  readonly cert_1_active: string;
  readonly cert_2_active: string;
}
type Column = Exclude<keyof ReportRow, number>;

export interface ReportedKey {
  readonly slot: 1 | 2;
  readonly active: boolean;
  /** When the key was created; undefined for `N/A`. */
  readonly createdAt: string | undefined;
  /** Undefined: never used, or not since 2015-04-22. Granularity 15 minutes. */
  readonly usedAt: string | undefined;
}

export function isRoot(row: ReportRow): boolean {
  return row.user === "<root_account>" || row.arn.endsWith(":root");
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

function unknownText(column: string, text: string): Undetermined {
  return new Undetermined(
    "schema-mismatch",
    `the credential report says "${text}" in ${column}, which is not a value known here`,
  );
}

/**
 * A boolean column. AWS sends `true`, its guide writes `TRUE`: read without regard to case.
 * @throws Undetermined (schema-mismatch) for any other text
 */
export function flag(row: ReportRow, column: Column): boolean {
  const text = row[column].toLowerCase();
  if (text === "true") return true;
  if (text === "false") return false;
  throw unknownText(column, row[column]);
}

/**
 * An instant column; undefined for the sentinels given (text as documented, compared exactly).
 * @throws Undetermined (schema-mismatch) for any other text
 */
export function instantOf(row: ReportRow, column: Column, sentinels: readonly string[] = ["N/A"]): string | undefined {
  const text = row[column];
  if (sentinels.includes(text)) return undefined;
  if (!INSTANT.test(text)) throw unknownText(column, text);
  return text;
}

/** Like {@link instantOf} for a column that must hold an instant. */
export function statedInstant(row: ReportRow, column: Column): string {
  const at = instantOf(row, column);
  if (at === undefined) throw unknownText(column, row[column]);
  return at;
}

/** Root rows say `not_supported`: whether root has a password stands in the account summary. */
export function hasPassword(row: ReportRow): boolean {
  return flag(row, "password_enabled");
}

/**
 * Last sign-in of a user with a password; undefined for `no_information` (never, or not since 2014-10-20).
 * `N/A` would mean that there is no password, which contradicts `password_enabled`: undetermined.
 */
export function passwordUsedAt(row: ReportRow): string | undefined {
  return instantOf(row, "password_last_used", ["no_information"]);
}

export function keysOf(row: ReportRow): readonly ReportedKey[] {
  return ([1, 2] as const).map((slot) => ({
    slot,
    active: flag(row, `access_key_${slot}_active`),
    createdAt: instantOf(row, `access_key_${slot}_last_rotated`),
    usedAt: instantOf(row, `access_key_${slot}_last_used_date`),
  }));
}

export function activeKeys(row: ReportRow): readonly ReportedKey[] {
  return keysOf(row).filter((key) => key.active);
}

/** Creation of an active key, which AWS always states for one. */
export function createdAt(row: ReportRow, key: ReportedKey): string {
  return key.createdAt ?? statedInstant(row, `access_key_${key.slot}_last_rotated`);
}

/** The latest of some instants, by time and not by text. */
export function latest(instants: readonly (string | undefined)[]): string | undefined {
  let best: string | undefined;
  for (const at of instants) {
    if (at !== undefined && (best === undefined || Date.parse(at) > Date.parse(best))) best = at;
  }
  return best;
}
