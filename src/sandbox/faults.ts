/** What can go wrong with one answer. */
export type Fault =
  /** Permission missing, in the service's own words and envelope. */
  | { readonly kind: "deny" }
  | { readonly kind: "throttle"; readonly retryAfterSeconds?: number }
  | { readonly kind: "server-error"; readonly status?: 500 | 502 | 503; readonly form?: "service" | "html" | "empty" }
  /** Any refusal of the service by its code. */
  | { readonly kind: "error"; readonly status: number; readonly code: string; readonly message?: string }
  | { readonly kind: "expired-token" }
  | { readonly kind: "invalid-token" }
  /** The body ends half-way, under a length that says it is whole. */
  | { readonly kind: "truncate" }
  /** The connection breaks half-way through the body. */
  | { readonly kind: "cut" }
  | { readonly kind: "reset" }
  | { readonly kind: "slow"; readonly delayMs: number }
  /** No answer ever, until the sandbox closes. */
  | { readonly kind: "hang" }
  /** A good status with a body that is not the service's. */
  | { readonly kind: "malformed"; readonly body: "html" | "empty" | "json" | "empty-object" | "other-xml" }
  /** More items are promised (IsTruncated), and no marker says where they are. */
  | { readonly kind: "lost-marker" }
  /** The next-page token of a page leads back to the same page. */
  | { readonly kind: "looping-marker" }
  /** Date header off by this much; `refuse` also answers as AWS does to a signature of the wrong time. */
  | { readonly kind: "clock-skew"; readonly offsetMs: number; readonly refuse?: boolean }
  /** Fields that the service model does not have yet, on every object. */
  | { readonly kind: "unknown-fields" }
  /** This member is left out wherever it stands in the answer. */
  | { readonly kind: "missing-field"; readonly field: string }
  /** This member holds this text wherever it stands, whatever it should hold. */
  | { readonly kind: "wrong-value"; readonly field: string; readonly value: string };

/** A fault, and the calls that it befalls. */
export interface FaultRule {
  /** `iam:GetAccountSummary`, `iam:*` or `*`. */
  readonly operation: string;
  readonly account?: string;
  readonly region?: string;
  /** Only calls for a first page, or only calls that bring a marker. */
  readonly page?: "first" | "later";
  /** First matching call that is hit, counted from 1. */
  readonly from?: number;
  /** How many matching calls are hit from there; for ever when left out. */
  readonly count?: number;
  readonly fault: Fault;
}

export interface FaultSubject {
  readonly operation: string;
  readonly account: string | undefined;
  readonly region: string;
  readonly laterPage: boolean;
}

/** The faults that are switched on, and how often each rule has matched. */
export class FaultPlan {
  readonly #rules = new Set<{ readonly rule: FaultRule; seen: number }>();

  /** Returns how to switch this one off again. */
  add(rule: FaultRule): () => void {
    const entry = { rule, seen: 0 };
    this.#rules.add(entry);
    return () => void this.#rules.delete(entry);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** Faults that befall this call, in the order in which they were switched on. Counts the call. */
  take(subject: FaultSubject): readonly Fault[] {
    const hit: Fault[] = [];
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (!matches(rule, subject)) continue;
      entry.seen += 1;
      const first = rule.from ?? 1;
      if (entry.seen >= first && entry.seen < first + (rule.count ?? Infinity)) hit.push(rule.fault);
    }
    return hit;
  }
}

function matches(rule: FaultRule, subject: FaultSubject): boolean {
  return (
    (rule.operation === "*" ||
      rule.operation === subject.operation ||
      (rule.operation.endsWith(":*") && subject.operation.startsWith(rule.operation.slice(0, -1)))) &&
    (rule.account === undefined || rule.account === subject.account) &&
    (rule.region === undefined || rule.region === subject.region) &&
    (rule.page === undefined || (rule.page === "later") === subject.laterPage)
  );
}
