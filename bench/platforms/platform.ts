/** A sandbox that answers, and how a configuration reaches it. */
export interface StartedEstate {
  /** One item of `connections` in a configuration file. */
  readonly connection: string;
  /** What the configuration refers to. */
  readonly env: Readonly<Record<string, string>>;
  /** What is there, in the counts that the formula names; from the sandbox, not from what was collected of it. */
  readonly counts: unknown;
  /** Requests received, by operation. */
  calls(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** What was seen of one run. */
export interface Observed {
  readonly size: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly counts: unknown;
  /** Progress lines of the command. */
  readonly told: readonly string[];
}

export interface PeerCalls {
  readonly name: string;
  readonly formula: string;
  /** How the formula is known. */
  readonly source: string;
  readonly calls: number;
}

/** Time by calculation under one limit of the platform. */
export interface LimitTime {
  readonly limit: string;
  readonly minutes: number;
}

export interface PlatformJudgement {
  readonly minimal: number;
  readonly peers: readonly PeerCalls[];
  readonly limits: readonly LimitTime[];
  /** What the collector said before the start that it would take. */
  readonly planned?: { readonly calls: number };
  readonly notes: readonly string[];
}

export interface Platform {
  readonly id: string;
  /** What a size counts. */
  readonly unit: string;
  /** Smallest first. */
  readonly sizes: readonly number[];
  /** Source of the formula of the fewest calls. */
  readonly formula: string;
  describe(size: number): string;
  /** In the sandbox's process. */
  start(size: number): Promise<StartedEstate>;
  judge(observed: Observed): PlatformJudgement;
}

export function total(calls: Readonly<Record<string, number>>, operations = /./): number {
  return Object.entries(calls).reduce((sum, [operation, count]) => sum + (operations.test(operation) ? count : 0), 0);
}

/**
 * Minutes that `cost` takes where so much may be spent in an hour, all at once or spread, and no more than `perMinute`.
 * The first hour's allowance is there at the start.
 */
export function minutesUnder(cost: number, perHour: number, perMinute: number): number {
  const hours = Math.max(0, Math.ceil(cost / perHour) - 1);
  return Math.max(cost / perMinute, hours * 60 + (cost - hours * perHour) / perMinute);
}
