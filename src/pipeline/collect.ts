import { isExhibitError, messageOf, scopeKey, type Clock, type GapReason, type Scope } from "../core/index.ts";
import type { AnyCollector, AnyKind, CollectContext, Door, Emission } from "../sdk/index.ts";
import { Capture } from "./capture.ts";

export interface CollectOptions {
  readonly collector: AnyCollector;
  readonly config: unknown;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly door: Door;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The door answers from an archive. */
  readonly replayed?: boolean;
  readonly folder: string;
  readonly saltKey: Uint8Array;
  readonly onProgress: CollectContext["progress"];
}

export interface Collected {
  readonly captures: readonly Capture[];
  readonly scopes: readonly { readonly scope: Scope; readonly principal: string; readonly name?: string }[];
  /** What ended the collection early: an authentication or configuration error, a cancellation, or a defect. */
  readonly error?: unknown;
}

/**
 * Runs one collector to its end and returns what it gave, kind by kind and scope by scope. Whatever ends it early, what
 * arrived until then is kept, and every declared kind of every scope has a capture: with records, or with the reason
 * why there are none.
 */
export async function collect(options: CollectOptions): Promise<Collected> {
  const tray = new Tray(options);
  let error: unknown;
  try {
    const { config, door, clock, signal, env, onProgress } = options;
    for await (const emission of options.collector.collect({
      config,
      door,
      clock,
      signal,
      env,
      ...(options.replayed === undefined ? {} : { replayed: options.replayed }),
      progress: onProgress,
    })) {
      await tray.take(emission);
    }
  } catch (thrown) {
    error = thrown;
  }
  await tray.complete(error, options.signal.aborted);
  return { captures: tray.captures, scopes: tray.scopes, ...(error === undefined ? {} : { error }) };
}

/** Sorts emissions into captures. */
class Tray {
  readonly #options: CollectOptions;
  readonly #captures = new Map<string, Capture>();
  readonly #scopes = new Map<string, { scope: Scope; principal: string; name?: string }>();
  /** Kinds whose population ended, by account: what the progress bar counts. */
  readonly #ended = new Set<string>();

  constructor(options: CollectOptions) {
    this.#options = options;
  }

  get captures(): readonly Capture[] {
    return [...this.#captures.values()];
  }

  get scopes(): readonly { scope: Scope; principal: string; name?: string }[] {
    return [...this.#scopes.values()];
  }

  async take(emission: Emission): Promise<void> {
    switch (emission.type) {
      case "scope": {
        const { scope, principal, name } = emission;
        this.#scopes.set(scopeKey(scope), { scope, principal, ...(name === undefined ? {} : { name }) });
        return;
      }
      case "unreachable": {
        const { scope, reason, detail, operation } = emission;
        if (!this.#scopes.has(scopeKey(scope)))
          this.#scopes.set(scopeKey(scope), { scope, principal: "not signed in" });
        for (const kind of this.#options.collector.kinds)
          await this.#capture(kind, scope).addGap({ reason, detail, operation });
        return;
      }
      case "record":
        return this.#capture(emission.kind, emission.scope).addRecord(emission.record);
      case "gap": {
        const { reason, operation, detail, subject } = emission;
        return this.#capture(emission.kind, emission.scope).addGap({
          reason,
          operation,
          detail,
          ...(subject === undefined ? {} : { subject }),
        });
      }
      case "population": {
        const capture = this.#capture(emission.kind, emission.scope);
        capture.end(emission);
        await capture.rest();
        this.#ended.add(`${emission.kind.id} ${emission.scope.account}`);
        const accounts = new Set(this.scopes.map(({ scope }) => scope.account)).size;
        const total = this.#options.collector.kinds.length * accounts;
        this.#options.onProgress("collected", { done: this.#ended.size, total, kind: emission.kind.id });
        return;
      }
    }
  }

  /** Gives every declared kind of every account a capture, so that silence is never taken for an empty population. */
  async complete(error: unknown, aborted: boolean): Promise<void> {
    const { reason, detail } = reasonOf(error, aborted);
    for (const { scope } of this.scopes) {
      if (scope.region !== undefined) continue;
      for (const kind of this.#options.collector.kinds) {
        if (this.#spokeOf(kind, scope.account)) continue;
        await this.#capture(kind, scope).addGap({ reason, operation: "collect", detail });
      }
    }
  }

  #spokeOf(kind: AnyKind, account: string): boolean {
    return this.captures.some((capture) => capture.kind.id === kind.id && capture.scope.account === account);
  }

  #capture(kind: AnyKind, scope: Scope): Capture {
    const key = `${kind.id}\n${scopeKey(scope)}`;
    let capture = this.#captures.get(key);
    if (capture === undefined) {
      const { folder, saltKey } = this.#options;
      const principal =
        this.#scopes.get(scopeKey(scope))?.principal ?? this.#principalOfAccount(scope) ?? "not signed in";
      capture = new Capture({ kind, scope, principal, folder, saltKey });
      this.#captures.set(key, capture);
    }
    return capture;
  }

  #principalOfAccount(scope: Scope): string | undefined {
    return this.scopes.find((known) => known.scope.platform === scope.platform && known.scope.account === scope.account)
      ?.principal;
  }
}

function reasonOf(error: unknown, aborted: boolean): { reason: GapReason; detail: string } {
  if (aborted) return { reason: "cancelled", detail: "the run was cancelled before this kind was collected" };
  if (error === undefined)
    return { reason: "provider-error", detail: "the collector ended without a word about this kind" };
  if (isExhibitError(error) && error.code.startsWith("AUTH_")) return { reason: "denied", detail: error.message };
  return {
    reason: "provider-error",
    detail: `the collection ended early: ${isExhibitError(error) ? error.message : messageOf(error)}`,
  };
}
