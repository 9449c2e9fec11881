import type { Scope } from "../../../src/core/evidence.ts";
import type { Outcome, Severity, UndeterminedReason } from "../../../src/core/outcome.ts";

/** One check of the fixture and how its resources turn out: the first `fail` fail, the next `undetermined` are not decided. */
export interface CheckSeed {
  readonly id: string;
  readonly title: string;
  readonly rationale: string;
  readonly severity: Severity;
  readonly kind: string;
  readonly controls: readonly string[];
  readonly gate?: boolean;
  readonly partly?: boolean;
  readonly point: string;
  readonly expected: string;
  readonly remediation: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly origin?: string;
  readonly total: number;
  readonly fail: number;
  readonly undetermined: number;
  readonly reason?: UndeterminedReason;
  readonly subject: (index: number, scope: Scope) => string;
  readonly observed: (outcome: Outcome, index: number) => string;
}

export const people = [
  "a.lindqvist",
  "b.moreau",
  "c.okonkwo",
  "d.haas",
  "e.varga",
  "f.nakamura",
  "g.silva",
  "h.petrov",
];

export const repos = [
  "booking-engine",
  "crew-rota",
  "harbour-display",
  "timetable",
  "tickets-web",
  "infra",
  "payments",
  "fleet-telemetry",
];

export const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

export const suffix = (list: readonly unknown[], index: number): string =>
  index < list.length ? "" : `-${Math.floor(index / list.length) + 1}`;

export const said = (pass: string, fail: string, unknown: string) => (outcome: Outcome) =>
  outcome === "pass" ? pass : outcome === "fail" ? fail : unknown;
