import type { Clock, Exclusion, GapReason, Instant, Scope } from "#core";
import type * as z from "zod";
import type { AnyKind } from "./kind.ts";

/** How the gateway recognises an operation on the wire. Read-only or not is decided by this, never by the HTTP method. */
export type OperationMatch =
  | { readonly protocol: "aws-query"; readonly service: string; readonly action: string }
  | { readonly protocol: "aws-json"; readonly service: string; readonly target: string }
  /** `path` is a template: `/analyzer/{name}` matches one segment, `{name+}` the rest. `service` is the SigV4 service when signed. */
  | { readonly protocol: "rest"; readonly method: string; readonly path: string; readonly service?: string }
  /** Any GraphQL query (mutations and subscriptions are refused) posted to this path. */
  | { readonly protocol: "graphql"; readonly path: string };

/** One declared read: what it is on the wire, what it needs, and which evidence rests on it. */
export interface Operation {
  /** `iam:GetAccountSummary`: unique within the collector; calls are counted under it. */
  readonly id: string;
  readonly match: OperationMatch;
  /** The grant it needs, or null when none does. `value` may differ from the id (ListFindingsV2 needs access-analyzer:ListFindings). */
  readonly permission: {
    readonly type: "iam-action" | "github-permission" | "oauth-scope" | "admin-role";
    readonly value: string;
  } | null;
  /** Kinds whose evidence rests on it; empty for sign-in. */
  readonly kinds: readonly string[];
  readonly why: string;
  /** Only on demand, or only where the account has the role for it: a refusal is a gap but no reason to worry. */
  readonly optional?: boolean;
  /** The answer carries credentials: its body is never archived nor digested. */
  readonly sensitive?: boolean;
}

/** The door to the outside that a collector gets: `fetch`, and nothing else that reaches a network. */
export interface Door {
  readonly fetch: typeof globalThis.fetch;
  /** A door whose exchanges carry this label (scope key), so that evidence names only its own exchanges. */
  labelled(label: string): Door;
}

export interface CollectContext<Config = unknown> {
  readonly config: Config;
  readonly door: Door;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Set when the door answers from an archive: any credentials will do, and none of the operator's are to be looked for. */
  readonly replayed?: boolean;
  /** Environment as the operator set it (secret references are resolved in `config` already). */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Progress for a person; static message, data in fields, no secrets. */
  readonly progress: (message: string, fields?: Readonly<Record<string, string | number>>) => void;
}

export interface KindReadiness {
  readonly kind: string;
  readonly scope: Scope;
  readonly state: "ready" | "unavailable";
  readonly reason?: GapReason;
  readonly detail?: string;
}

export interface OperationProbe {
  readonly operation: string;
  readonly scope: Scope;
  /** `not-tried`: cannot be tried without an entity, or switched off by a count of zero. */
  readonly state: "allowed" | "denied" | "unavailable" | "not-tried";
  readonly detail?: string;
}

export interface Preflight {
  /** Who the platform says we are, per scope reached. */
  readonly identities: readonly { readonly scope: Scope; readonly principal: string; readonly name?: string }[];
  readonly kinds: readonly KindReadiness[];
  /** Filled when `probe` was asked for. */
  readonly operations: readonly OperationProbe[];
}

export type Emission =
  /** First of a scope: who collects there. A scope that fails sign-in is `unreachable`: every kind in it becomes a gap. */
  | { readonly type: "scope"; readonly scope: Scope; readonly principal: string; readonly name?: string }
  | {
      readonly type: "unreachable";
      readonly scope: Scope;
      readonly reason: GapReason;
      readonly detail: string;
      readonly operation: string;
    }
  | { readonly type: "record"; readonly scope: Scope; readonly kind: AnyKind; readonly record: unknown }
  | {
      readonly type: "gap";
      readonly scope: Scope;
      readonly kind: AnyKind;
      readonly subject?: string;
      readonly reason: GapReason;
      readonly detail: string;
      readonly operation: string;
    }
  /** Last of a kind in a scope. Without it the population counts as incomplete. `complete` is the source's word that the list ended. */
  | {
      readonly type: "population";
      readonly scope: Scope;
      readonly kind: AnyKind;
      readonly complete: boolean;
      readonly reported?: number;
      readonly reportedBy?: string;
      readonly excluded?: readonly Exclusion[];
      readonly sourceAt?: Instant;
    };

/**
 * A collector's manifest. Importing it does no I/O. `preflight` and `collect` throw only for configuration or
 * authentication (ExhibitError CONFIG_ or AUTH_); anything else is a gap. `collect` never holds a whole population.
 */
export interface Collector<Config = unknown> {
  readonly id: string;
  readonly title: string;
  readonly platform: string;
  readonly version: string;
  readonly config: z.ZodType<Config>;
  readonly kinds: readonly AnyKind[];
  readonly operations: readonly Operation[];
  /** Host patterns; `*` stands for one or more labels' characters. Operator-set endpoints come from `endpoints`. */
  readonly hosts: readonly string[];
  /** Endpoints that the operator chose instead of the platform's own (sandbox, moto, private endpoints). */
  readonly endpoints: (config: Config, env: Readonly<Record<string, string | undefined>>) => readonly string[];
  /**
   * Settings whose values are secrets (`token`). What other settings hold may stand in archived answers, even when the
   * operator keeps it in a variable: a platform names roles, external ids and accounts itself. Without the list every
   * referenced value is a secret.
   */
  readonly secretSettings?: readonly (keyof Config & string)[];
  readonly preflight: (ctx: CollectContext<Config>, options: { readonly probe: boolean }) => Promise<Preflight>;
  readonly collect: (ctx: CollectContext<Config>) => AsyncGenerator<Emission, void, void>;
}

// oxlint-disable-next-line typescript/no-explicit-any -- existential type: TypeScript has no other way to write it
export type AnyCollector = Collector<any>;

export function defineCollector<Config>(collector: Collector<Config>): Collector<Config> {
  return collector;
}
