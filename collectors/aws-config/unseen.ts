import type { Scope } from "#core";
import type { AnyKind, Emission } from "#sdk";
import { gap } from "../_aws/emit.ts";
import type { Problem } from "../_aws/errors.ts";

type Said = Omit<Problem, "name">;

interface Group {
  readonly kind: AnyKind;
  readonly operation: string;
  readonly problem: Said;
  readonly regions: string[];
}

/**
 * What could not be seen of an account, region by region. Regions with the same problem become one gap that names them
 * all, so that an account with AWS Config in two of seventeen regions does not say fifteen times the same.
 */
export class Unseen {
  readonly #groups = new Map<string, Group>();
  readonly #kinds = new Set<string>();

  add(kind: AnyKind, operation: string, problem: Said, region: string): void {
    this.#kinds.add(kind.id);
    const key = [kind.id, operation, problem.reason, problem.detail].join("\n");
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, { kind, operation, problem, regions: [region] });
    else if (!group.regions.includes(region)) group.regions.push(region);
  }

  addAll(kinds: readonly AnyKind[], operation: string, problem: Said, region: string): void {
    for (const kind of kinds) this.add(kind, operation, problem, region);
  }

  /** A gap was yielded elsewhere, on a subject of its own. */
  mark(kind: AnyKind): void {
    this.#kinds.add(kind.id);
  }

  touches(kind: AnyKind): boolean {
    return this.#kinds.has(kind.id);
  }

  /** Whether something of the kind was not seen in this very region. */
  touchesIn(kind: AnyKind, region: string): boolean {
    return [...this.#groups.values()].some((group) => group.kind.id === kind.id && group.regions.includes(region));
  }

  *gaps(scope: Scope): Generator<Emission> {
    for (const { kind, operation, problem, regions } of this.#groups.values())
      yield gap(scope, kind, operation, {
        reason: problem.reason,
        detail: `${regions.toSorted().join(", ")}: ${problem.detail}`,
      });
  }
}
