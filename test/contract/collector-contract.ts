import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clock, type GapReason, isExhibitError, scopeKey, type Scope } from "#core";
import type { AnyCollector, AnyKind, Emission } from "#sdk";
import { createGateway, type Session } from "../../src/gateway/index.ts";

/** What the platform's stand-in is told to do wrong. `operation` is an operation id of the manifest. */
export type ContractFault =
  | { readonly kind: "expired-credentials" }
  | { readonly kind: "rejected-credentials" }
  | { readonly kind: "denied" }
  | { readonly kind: "not-found" }
  | { readonly kind: "throttled"; readonly retryAfterSeconds?: number }
  | { readonly kind: "server-error" }
  | { readonly kind: "hang" }
  | { readonly kind: "malformed"; readonly body: "html" | "empty" | "empty-object" | "truncated" }
  | { readonly kind: "unknown-fields" }
  | { readonly kind: "missing-field"; readonly field: string };

export interface FaultPlacement {
  readonly operation: string;
  /** Only this many calls, from the first; for ever when left out. */
  readonly count?: number;
  /** Only calls for a later page of a list. */
  readonly laterPages?: boolean;
}

/** The platform's stand-in, started for one test. */
export interface ContractPeer {
  readonly config: unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values that must surface nowhere: keys, tokens, external ids. */
  readonly secrets: readonly string[];
  fault(placement: FaultPlacement, fault: ContractFault): void;
  calls(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

export interface CollectorHarness {
  readonly collector: AnyCollector;
  /** Clock of peer and collector. */
  readonly clock: Clock;
  /** `estate`: some of everything; `empty`: nothing but the account; `pages`: every paged list longer than a page. */
  start(organisation: "estate" | "empty" | "pages"): Promise<ContractPeer>;
  /** The first operation of all, which proves the credentials. */
  readonly signIn: string;
  /** False when the platform answers credentials that have ended as it answers those that never were. Default true. */
  readonly tellsExpiryAtSignIn?: boolean;
  /** True when a refusal on the way makes the collector get new credentials and ask once more. Default false. */
  readonly renewsCredentials?: boolean;
  /** A paged list, the kinds that rest on it and nothing else, and a member that its schema requires. */
  readonly list: { readonly operation: string; readonly kinds: readonly AnyKind[]; readonly requiredField: string };
  /** Operations that are refused; those of a row in one run. Kinds that rest on one must then say so. */
  readonly refusable: readonly (readonly string[])[];
  /** Operations whose answers must hold a list or document: a body without it is never an empty population. */
  readonly bodies: readonly (readonly string[])[];
  /** Kinds that stay without records in the estate because they are on demand. */
  readonly onDemand: readonly AnyKind[];
  /** Kinds of which an empty account still has a record. */
  readonly alwaysThere: readonly AnyKind[];
}

interface Capture {
  readonly kind: AnyKind;
  readonly scope: Scope;
  readonly keys: string[];
  readonly records: unknown[];
  readonly invalid: string[];
  readonly gaps: {
    readonly reason: GapReason;
    readonly operation: string;
    readonly detail: string;
    readonly subject?: string;
  }[];
  complete: boolean | undefined;
  reported: number | undefined;
  excluded: number;
}

interface Outcome {
  readonly captures: readonly Capture[];
  readonly scopes: readonly Scope[];
  readonly thrown: unknown;
  readonly session: Session;
  readonly progress: readonly unknown[];
}

/** Runs the collector to its end through the real gateway, with waits that take no time. */
async function run(
  harness: CollectorHarness,
  peer: ContractPeer,
  options: { readonly abortAfter?: number; readonly attemptTimeoutMs?: number } = {},
): Promise<Outcome> {
  const { collector, clock } = harness;
  const controller = new AbortController();
  const config: unknown = collector.config.parse(peer.config);
  const gateway = createGateway({
    clock,
    random: () => 0.5,
    sleep: async (_ms, signal) => signal.throwIfAborted(),
    limits: { attemptTimeoutMs: options.attemptTimeoutMs ?? 10_000, transientAttempts: 3, throttleAttempts: 3 },
  });
  const session = await gateway.openSession({
    collector,
    endpoints: collector.endpoints(config, peer.env),
    connection: "contract",
    signal: controller.signal,
    secrets: peer.secrets,
  });
  const captures = new Map<string, Capture>();
  const scopes: Scope[] = [];
  const progress: unknown[] = [];
  let thrown: unknown;
  let seen = 0;
  try {
    const context = {
      config,
      door: session.door,
      clock,
      signal: controller.signal,
      env: peer.env,
      progress: (...said: unknown[]) => void progress.push(said),
    };
    for await (const emission of collector.collect(context)) {
      take(emission, captures, scopes, collector);
      seen += 1;
      if (seen === options.abortAfter) controller.abort();
    }
  } catch (error) {
    thrown = error;
  }
  await session.close();
  return { captures: [...captures.values()], scopes, thrown, session, progress };
}

function take(emission: Emission, captures: Map<string, Capture>, scopes: Scope[], collector: AnyCollector): void {
  if (emission.type === "scope") return void scopes.push(emission.scope);
  const capture = (kind: AnyKind): Capture => {
    const key = `${kind.id} ${scopeKey(emission.scope)}`;
    const fresh: Capture = {
      kind,
      scope: emission.scope,
      keys: [],
      records: [],
      invalid: [],
      gaps: [],
      complete: undefined,
      reported: undefined,
      excluded: 0,
    };
    const found = captures.get(key) ?? fresh;
    captures.set(key, found);
    return found;
  };
  if (emission.type === "unreachable") {
    for (const kind of collector.kinds)
      capture(kind).gaps.push({ reason: emission.reason, operation: emission.operation, detail: emission.detail });
    return;
  }
  const into = capture(emission.kind);
  expect(into.complete, `${emission.kind.id}: nothing may follow a kind's last word`).toBe(undefined);
  if (emission.type === "record") {
    const parsed = emission.kind.schema.safeParse(emission.record);
    if (!parsed.success) return void into.invalid.push(JSON.stringify(parsed.error.issues[0]));
    into.records.push(parsed.data);
    into.keys.push(emission.kind.key(parsed.data));
  } else if (emission.type === "gap") {
    const { reason, operation, detail, subject } = emission;
    into.gaps.push({ reason, operation, detail, ...(subject === undefined ? {} : { subject }) });
  } else {
    into.complete = emission.complete;
    into.reported = emission.reported;
    into.excluded = (emission.excluded ?? []).reduce((sum, { count }) => sum + count, 0);
  }
}

/** What the pipeline calls complete: the source's word, no gap, no refused record, no fewer than were counted elsewhere. */
function isWhole({ complete, gaps, invalid, keys, reported, excluded }: Capture): boolean {
  return (
    complete === true &&
    gaps.length === 0 &&
    invalid.length === 0 &&
    (reported === undefined || keys.length + excluded >= reported)
  );
}

/** Every test of the shared contract (DESIGN §5), for one collector. */
export function collectorContract(harness: CollectorHarness): void {
  const { collector } = harness;
  const operationsOf = (kind: AnyKind): readonly string[] =>
    collector.operations.filter(({ kinds }) => kinds.includes(kind.id)).map(({ id }) => id);
  const kindsOn = (operation: string): readonly string[] =>
    collector.operations.find(({ id }) => id === operation)?.kinds ?? [];

  async function withPeer(
    organisation: "estate" | "empty" | "pages",
    faults: readonly (readonly [FaultPlacement, ContractFault])[],
    check: (outcome: Outcome, peer: ContractPeer) => void,
    options?: { abortAfter?: number; attemptTimeoutMs?: number },
  ): Promise<void> {
    const peer = await harness.start(organisation);
    try {
      for (const [placement, fault] of faults) peer.fault(placement, fault);
      const outcome = await run(harness, peer, options);
      expect(outcome.session.violations(), "requests that the manifest does not declare").toEqual([]);
      check(outcome, peer);
    } finally {
      await peer.close();
    }
  }

  /** A fault in some operations: kinds that rest on them say so, with one of these reasons, and are not complete. */
  async function broken(
    operations: readonly string[],
    fault: ContractFault,
    reasons: readonly GapReason[],
  ): Promise<void> {
    const placements = operations.map((operation) => [{ operation }, fault] as const);
    await withPeer(
      "estate",
      placements,
      ({ captures, thrown }) => {
        expect(thrown, "anything but authentication is a gap").toBe(undefined);
        for (const operation of operations) {
          const isNamed = (gap: Capture["gaps"][number]): boolean => gap.operation === operation;
          const affected = captures.filter(
            ({ kind, gaps }) => kindsOn(operation).includes(kind.id) && gaps.some(isNamed),
          );
          expect(affected.length, `${operation} is named by a gap of a kind that rests on it`).toBeGreaterThan(0);
          for (const capture of affected) {
            expect(reasons, `${operation}: ${JSON.stringify(capture.gaps)}`).toContain(
              capture.gaps.find(isNamed)?.reason,
            );
            expect(isWhole(capture), `${capture.kind.id} must not count as complete`).toBe(false);
          }
        }
      },
      fault.kind === "hang" ? { attemptTimeoutMs: 150 } : {},
    );
  }

  describe(`collector contract: ${collector.id}`, () => {
    let baseline: Outcome;
    let baselineCalls: Readonly<Record<string, number>>;
    let peer: ContractPeer;
    beforeAll(async () => {
      peer = await harness.start("estate");
      baseline = await run(harness, peer);
      baselineCalls = peer.calls();
    });
    afterAll(() => peer.close());

    it("gives every declared kind, complete and by its schema", () => {
      expect(baseline.thrown).toBe(undefined);
      expect(baseline.scopes.length).toBeGreaterThan(0);
      for (const kind of collector.kinds) {
        const captures = baseline.captures.filter((capture) => capture.kind === kind);
        expect(captures.length, `${kind.id} has a word`).toBeGreaterThan(0);
        if (harness.onDemand.includes(kind)) {
          expect(
            captures.every(({ gaps }) => gaps.some(({ reason }) => reason === "disabled")),
            `${kind.id} says that it was not asked for`,
          ).toBe(true);
          continue;
        }
        for (const capture of captures) {
          expect(capture.invalid, kind.id).toEqual([]);
          expect(
            isWhole(capture),
            `${kind.id} in ${scopeKey(capture.scope)} is complete: ${JSON.stringify(capture.gaps)}`,
          ).toBe(true);
          expect(new Set(capture.keys).size, `${kind.id}: keys are unique`).toBe(capture.keys.length);
          if (kind.singleton) expect(capture.keys.length, `${kind.id} is one record`).toBe(1);
        }
        expect(
          captures.some(({ keys }) => keys.length > 0),
          `${kind.id} has records in the estate`,
        ).toBe(true);
      }
    });

    it("gives the same evidence again for the same answers and clock", async () => {
      const again = await run(harness, peer);
      const text = ({ captures }: Outcome): string =>
        JSON.stringify(
          captures.map(({ kind, scope, records, gaps }) => [kind.id, scopeKey(scope), records, gaps]).toSorted(),
        );
      expect(text(again)).toBe(text(baseline));
    });

    it("reaches only declared operations, and labels every exchange with a scope", () => {
      const declared = new Set(collector.operations.map(({ id }) => id));
      expect(Object.keys(baselineCalls).filter((operation) => !declared.has(operation))).toEqual([]);
      const labels = new Set([...baseline.session.exchanges()].map(({ label }) => label));
      for (const { scope, keys } of baseline.captures)
        if (keys.length > 0) expect(labels, scopeKey(scope)).toContain(scopeKey(scope));
    });

    it("calls an empty account empty, and complete", async () => {
      await withPeer("empty", [], ({ captures, thrown }) => {
        expect(thrown).toBe(undefined);
        for (const capture of captures) {
          if (harness.onDemand.includes(capture.kind)) continue;
          expect(isWhole(capture), `${capture.kind.id}: ${JSON.stringify(capture.gaps)}`).toBe(true);
          if (!harness.alwaysThere.includes(capture.kind)) expect(capture.keys, capture.kind.id).toEqual([]);
        }
      });
    });

    it("follows every list to its end", async () => {
      await withPeer("pages", [], ({ captures }, { calls }) => {
        expect(calls()[harness.list.operation]).toBeGreaterThan(1);
        for (const kind of harness.list.kinds) {
          for (const capture of captures.filter((one) => one.kind === kind)) {
            expect(isWhole(capture), `${kind.id}: ${JSON.stringify(capture.gaps)}`).toBe(true);
            if (capture.reported !== undefined) expect(capture.keys.length + capture.excluded).toBe(capture.reported);
          }
        }
      });
    });

    it("keeps what arrived when a later page is refused, and says that it is not all", async () => {
      const { operation, kinds } = harness.list;
      await withPeer("pages", [[{ operation, laterPages: true }, { kind: "denied" }]], ({ captures, thrown }) => {
        expect(thrown).toBe(undefined);
        const touched = captures.filter(({ kind }) => kinds.includes(kind));
        expect(touched.some(({ keys }) => keys.length > 0)).toBe(true);
        for (const capture of touched) {
          expect(isWhole(capture), capture.kind.id).toBe(false);
          expect(capture.gaps).toContainEqual(expect.objectContaining({ operation, reason: "denied" }));
        }
      });
    });

    for (const [kind, code] of [
      ["expired-credentials", "AUTH_EXPIRED"],
      ["rejected-credentials", "AUTH_FAILED"],
    ] as const) {
      it(`stops at the first call with ${code} when the credentials are refused there (${kind})`, async () => {
        await withPeer("estate", [[{ operation: harness.signIn }, { kind }]], ({ thrown, captures }, { calls }) => {
          const told = harness.tellsExpiryAtSignIn === false ? "AUTH_FAILED" : code;
          expect(isExhibitError(thrown) ? thrown.code : thrown).toBe(told);
          expect(isExhibitError(thrown) ? thrown.remedy : undefined).toBeTruthy();
          expect(captures).toEqual([]);
          expect(calls()).toEqual({ [harness.signIn]: 1 });
        });
      });
    }

    it("turns what is not finished into gaps when the credentials expire on the way, and asks no more", async () => {
      const { operation, kinds } = harness.list;
      await withPeer(
        "estate",
        [[{ operation }, { kind: "expired-credentials" }]],
        ({ captures, thrown }, { calls }) => {
          expect(isExhibitError(thrown) ? thrown.code : thrown).toBe("AUTH_EXPIRED");
          expect(calls()[operation]).toBe(harness.renewsCredentials === true ? 2 : 1);
          for (const kind of kinds) {
            expect(captures.find((capture) => capture.kind === kind)?.gaps).toContainEqual(
              expect.objectContaining({ reason: "denied" }),
            );
          }
          for (const kind of collector.kinds)
            expect(
              captures.some((capture) => capture.kind === kind),
              `${kind.id} has a word`,
            ).toBe(true);
        },
      );
    });

    it.each(harness.refusable.map((row) => [row.join(", "), row] as const))(
      "makes gaps of what is denied: %s",
      (_names, row) => broken(row, { kind: "denied" }, ["denied"]),
    );

    describe.each(["html", "empty", "empty-object", "truncated"] as const)(
      "never takes a malformed answer for an empty population (%s)",
      (body) => {
        it.each(harness.bodies.map((row) => [row.join(", "), row] as const))("%s", (_names, row) =>
          // An operation whose good answer is an error (404 for "feature off") has a malformed error then.
          broken(row, { kind: "malformed", body }, ["schema-mismatch", "provider-error"]),
        );
      },
    );

    const { operation } = harness.list;
    it("makes a gap of an operation that is not there (404)", () =>
      broken([operation], { kind: "not-found" }, ["provider-error", "denied"]));
    it("makes a gap of throttling without Retry-After that does not end", () =>
      broken([operation], { kind: "throttled" }, ["rate-limited"]));
    it("makes a gap of throttling with Retry-After that does not end", () =>
      broken([operation], { kind: "throttled", retryAfterSeconds: 1 }, ["rate-limited"]));
    it("makes a gap of server errors that do not end", () =>
      broken([operation], { kind: "server-error" }, ["provider-error"]));
    it("makes a gap of an answer that never comes", () => broken([operation], { kind: "hang" }, ["provider-error"]));

    it.each([
      ["throttled", { kind: "throttled" }],
      ["throttled with Retry-After", { kind: "throttled", retryAfterSeconds: 1 }],
      ["server error", { kind: "server-error" }],
    ] as const)("gets over one %s answer without a trace in the evidence", async (_name, fault) => {
      await withPeer("estate", [[{ operation, count: 1 }, fault]], ({ captures, thrown }) => {
        expect(thrown).toBe(undefined);
        for (const capture of captures)
          if (harness.list.kinds.includes(capture.kind)) expect(isWhole(capture), capture.kind.id).toBe(true);
      });
    });

    it("is not disturbed by fields that it does not know", async () => {
      await withPeer("estate", [[{ operation }, { kind: "unknown-fields" }]], ({ captures, thrown }) => {
        expect(thrown).toBe(undefined);
        for (const capture of captures)
          if (harness.list.kinds.includes(capture.kind)) expect(isWhole(capture), capture.kind.id).toBe(true);
      });
    });

    it("refuses records that lack a member which their schema requires", async () => {
      await withPeer(
        "estate",
        [[{ operation }, { kind: "missing-field", field: harness.list.requiredField }]],
        ({ captures, thrown }) => {
          expect(thrown).toBe(undefined);
          const touched = captures.filter(({ kind }) => harness.list.kinds.includes(kind));
          expect(
            touched.some(
              ({ invalid, gaps }) => invalid.length > 0 || gaps.some(({ reason }) => reason === "schema-mismatch"),
            ),
          ).toBe(true);
        },
      );
    });

    it("ends soon when it is aborted, with a gap for what is not finished", async () => {
      await withPeer(
        "estate",
        [],
        ({ captures, thrown }) => {
          const code = isExhibitError(thrown) ? thrown.code : thrown;
          expect([undefined, "CANCELLED"]).toContain(code);
          const unfinished = captures.filter(({ complete }) => complete !== true);
          expect(unfinished.length).toBeGreaterThan(0);
          for (const { kind, gaps } of unfinished) {
            if (!harness.onDemand.includes(kind))
              expect(
                gaps.some(({ reason }) => reason === "cancelled"),
                `${kind.id}: ${JSON.stringify(gaps)}`,
              ).toBe(true);
          }
        },
        { abortAfter: 3 },
      );
    });

    it("lets no secret surface in evidence, errors or progress", async () => {
      expect(peer.secrets.length).toBeGreaterThan(0);
      const faults: readonly ContractFault[] = [
        { kind: "denied" },
        { kind: "malformed", body: "html" },
        { kind: "expired-credentials" },
      ];
      const texts = [everything(baseline)];
      for (const fault of faults)
        await withPeer("estate", [[{ operation }, fault]], (outcome) => void texts.push(everything(outcome)));
      for (const secret of peer.secrets) for (const text of texts) expect(text.includes(secret)).toBe(false);
    });

    it("declares operations for every kind", () => {
      for (const kind of collector.kinds) expect(operationsOf(kind).length, kind.id).toBeGreaterThan(0);
      expect(new Set(collector.operations.map(({ id }) => id)).size).toBe(collector.operations.length);
    });
  });
}

/** All text that leaves the collector: evidence, gaps, the error with its causes, progress, the exchange list. */
function everything({ captures, thrown, progress, session }: Outcome): string {
  const causes: string[] = [];
  for (let error: unknown = thrown; error instanceof Error; error = error.cause)
    causes.push(error.message, error.stack ?? "", JSON.stringify(error));
  return JSON.stringify([
    captures.map(({ records, gaps, invalid }) => [records, gaps, invalid]),
    progress,
    causes,
    [...session.exchanges()],
  ]);
}
