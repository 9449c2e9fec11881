import type { Instant } from "../core/clock.ts";
import type { Applicability } from "../core/control.ts";
import { ExhibitError } from "../core/errors.ts";

/** An accepted risk: it changes the verdict's wording, never a number. */
export interface AcceptedRisk {
  readonly control: string;
  readonly point?: string;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  /** Date or instant; from then on the text says that it has expired. */
  readonly expires: string;
}

/** Refuses (CONFIG_INVALID) an exclusion without a justification, an approver and a date, or of a control that is none. */
export function requireJustified(
  applicability: ReadonlyMap<string, Applicability>,
  controls: ReadonlySet<string>,
): void {
  for (const [control, entry] of applicability) {
    requireControl(control, controls, "Statement of Applicability");
    if (entry.applicable) continue;
    requireFields("Statement of Applicability", control, {
      justification: entry.justification,
      approver: entry.approver,
      decidedOn: entry.decidedOn,
    });
    requireDates("Statement of Applicability", control, { decidedOn: entry.decidedOn, expires: entry.expires });
  }
}

export function requireComplete(risks: readonly AcceptedRisk[], controls: ReadonlySet<string>): void {
  for (const risk of risks) {
    requireControl(risk.control, controls, "accepted risks");
    requireFields("accepted risks", risk.control, {
      owner: risk.owner,
      approver: risk.approver,
      reason: risk.reason,
      expires: risk.expires,
    });
    requireDates("accepted risks", risk.control, { expires: risk.expires });
  }
}

/** An exclusion that has expired no longer excludes. */
export function isExcluded(entry: Applicability | undefined, asOf: Instant): boolean {
  return entry !== undefined && !entry.applicable && !hasExpired(entry.expires, asOf);
}

export function hasExpired(expires: string | undefined, asOf: Instant): boolean {
  return expires !== undefined && Date.parse(expires) <= Date.parse(asOf);
}

/** Sentences to append to `because`; empty when no risk of this control is accepted. */
export function acceptanceText(risks: readonly AcceptedRisk[], control: string, asOf: Instant): string {
  return risks
    .filter((risk) => risk.control === control)
    .toSorted((a, b) => (textOfRisk(a, asOf) < textOfRisk(b, asOf) ? -1 : 1))
    .map((risk) => ` ${textOfRisk(risk, asOf)}`)
    .join("");
}

function textOfRisk(risk: AcceptedRisk, asOf: Instant): string {
  const what = risk.point === undefined ? "Risk" : `Risk of point ${risk.point}`;
  const until = risk.expires.slice(0, 10);
  return hasExpired(risk.expires, asOf)
    ? `${what} was accepted by ${risk.approver}, but the acceptance expired on ${until}.`
    : `${what} accepted until ${until} by ${risk.approver} (${risk.reason}).`;
}

function requireControl(control: string, controls: ReadonlySet<string>, source: string): void {
  if (controls.has(control)) return;
  throw new ExhibitError("CONFIG_INVALID", `the ${source} name control ${control}, which does not exist`, {
    place: `${source}, control ${control}`,
    remedy: "Use a control id of ISO/IEC 27002:2022, 5.1 to 8.34.",
  });
}

function requireFields(source: string, control: string, fields: Readonly<Record<string, string | undefined>>): void {
  const missing = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value.trim() === "" ? [name] : [],
  );
  if (missing.length === 0) return;
  throw new ExhibitError("CONFIG_INVALID", `control ${control} has no ${missing.join(", no ")}`, {
    place: `${source}, control ${control}`,
    remedy: `State ${missing.join(", ")}: what is left out of an assessment must be decided, dated and answered for by somebody.`,
  });
}

function requireDates(source: string, control: string, fields: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || !Number.isNaN(Date.parse(value))) continue;
    throw new ExhibitError("CONFIG_INVALID", `control ${control}: ${name} "${value}" is not a date`, {
      place: `${source}, control ${control}`,
      remedy: "Write a date as 2027-01-31.",
    });
  }
}
