import type { GithubOrganisation, Repository, Settings } from "../model.ts";
import type { Caller } from "../rest.ts";
import { nodeId } from "../shapes.ts";

export interface GraphqlCall {
  readonly organisation: GithubOrganisation;
  readonly caller: Caller;
  readonly variables: Settings;
}

export interface GraphqlResult {
  readonly data: Settings;
  readonly errors?: readonly Settings[];
}

export const blob = (there: boolean): Settings | null => (there ? { __typename: "Blob" } : null);

/** Repositories by node id: the batch names up to 25 of them, which the organisation finds by number. */
const byNode = new WeakMap<GithubOrganisation, Map<string, number>>();

export function repositoryOf(organisation: GithubOrganisation, id: unknown): Repository | undefined {
  let index = byNode.get(organisation);
  if (index === undefined) {
    index = new Map();
    for (let at = 0; at < organisation.repositories.count; at += 1)
      index.set(nodeId("R", organisation.repositories.at(at).id), at);
    byNode.set(organisation, index);
  }
  const at = typeof id === "string" ? index.get(id) : undefined;
  return at === undefined ? undefined : organisation.repositories.at(at);
}

/** A cursor is the number of items before the page, as text. */
export function slice<T>(
  items: readonly T[],
  size: number,
  cursor: unknown,
): { readonly items: readonly T[]; readonly from: number; readonly info: Settings } {
  const from = typeof cursor === "string" ? Number(cursor) : 0;
  const to = from + size;
  return {
    items: items.slice(from, to),
    from,
    info: { hasNextPage: to < items.length, endCursor: items.length === 0 ? null : String(Math.min(to, items.length)) },
  };
}
