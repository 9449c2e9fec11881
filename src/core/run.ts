import type { Instant } from "./clock.ts";
import type { ControlAssessment } from "./control.ts";
import type { Digest } from "./digest.ts";
import type { Gap, Scope } from "./evidence.ts";
import type { Verdict } from "./outcome.ts";

export const RUN_STEPS = ["collect", "seal", "evaluate", "assess", "publish", "done"] as const;
export type RunStep = (typeof RUN_STEPS)[number];

/** `running` stands only while a process works on it, or after a crash until the next start closes the run. */
export type RunStatus = "running" | "complete" | "incomplete" | "failed";

export interface Versions {
  readonly exhibit: string;
  readonly node: string;
  readonly mapping: string;
  readonly mappingDigest: Digest;
  readonly checksDigest: Digest;
}

export interface Run {
  readonly id: string;
  readonly trigger: "schedule" | "demand" | "api";
  readonly connections: readonly string[];
  readonly controls: readonly string[];
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly asOf?: Instant;
  readonly status: RunStatus;
  readonly step: RunStep;
  readonly versions: Versions;
  /** One connection of several on its schedule: `latest` passes over it, because it says nothing of the others. */
  readonly part?: true;
  /** Collected nothing: judged the newest evidence of each connection together. */
  readonly assembled?: true;
  /** Set when the run failed or was closed after a crash: code and one sentence. */
  readonly error?: { readonly code: string; readonly message: string; readonly remedy?: string };
}

export interface ConnectionOutcome {
  readonly id: string;
  readonly collector: string;
  readonly scope: readonly Scope[];
  readonly principal?: string;
  readonly status: "complete" | "incomplete" | "failed";
  /** Calls by operation, retries included. */
  readonly calls: Readonly<Record<string, number>>;
  readonly gaps: readonly (Gap & { readonly scope: Scope })[];
  /** Gaps beyond the first 1,000, which `gaps` leaves out; they are all in the evidence. */
  readonly gapsOmitted: number;
  readonly error?: { readonly code: string; readonly message: string; readonly remedy?: string };
}

/** `assessment.json`, public API: see `docs/schemas/assessment.schema.json`. */
export interface Assessment {
  readonly schemaVersion: 1;
  /** What the organisation was called when this was judged; assessments from before names were kept have none. */
  readonly organisation?: string;
  readonly run: {
    readonly id: string;
    readonly status: RunStatus;
    readonly startedAt: Instant;
    readonly endedAt: Instant;
  };
  readonly asOf: Instant;
  readonly versions: Versions;
  readonly summary: {
    readonly verdicts: Readonly<Record<Verdict, number>>;
    readonly assured: number;
    readonly possible: number;
  };
  readonly controls: readonly ControlAssessment[];
  readonly connections: readonly ConnectionOutcome[];
}
