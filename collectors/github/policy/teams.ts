import type { ReadView } from "#sdk";
import type { Team } from "../evidence.ts";

export interface TeamGrant {
  readonly slug: string;
  readonly permission: string;
}

interface TeamIndex {
  readonly grants: ReadonlyMap<string, readonly TeamGrant[]>;
  /** Teams whose lists were cut: what they hold beyond is not known. */
  readonly cut: readonly string[];
}

const indexes = new WeakMap<ReadView<Team>, TeamIndex>();

/** Teams by the repositories that they reach; derived once for each view. */
export function teamIndex(view: ReadView<Team>): TeamIndex {
  const known = indexes.get(view);
  if (known !== undefined) return known;
  const grants = new Map<string, TeamGrant[]>();
  const cut: string[] = [];
  for (const { slug, repositories, complete } of view.seen()) {
    if (!complete) cut.push(slug);
    for (const { full_name, permission } of repositories) {
      const grant = { slug, permission: permission.toLowerCase() };
      const list = grants.get(full_name);
      if (list === undefined) grants.set(full_name, [grant]);
      else list.push(grant);
    }
  }
  const index = { grants, cut };
  indexes.set(view, index);
  return index;
}

/** `push` is REST's word for GraphQL's `write`. */
const WRITING: ReadonlySet<string> = new Set(["push", "write", "maintain", "admin"]);

export function mayWrite({ permission }: TeamGrant): boolean {
  return WRITING.has(permission);
}
