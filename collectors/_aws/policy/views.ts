import type { ReadView } from "#sdk";

const indexes = new WeakMap<object, Map<string, ReadonlyMap<string, readonly unknown[]>>>();

/**
 * What was seen of a population, by a property of its records; built once for a view and `name`, so that looking up the
 * devices of each of 20,000 users does not read all devices 20,000 times. Reading it also counts as reading the view.
 * @param keep what is remembered of each record: the whole, or, of a large population, the little that the check needs
 */
export function indexed<R, V = R>(
  view: ReadView<R>,
  name: string,
  property: (record: R) => string | readonly string[] | undefined,
  keep: (record: R) => V = (record) => record as unknown as V,
): ReadonlyMap<string, readonly V[]> {
  let ofView = indexes.get(view);
  if (ofView === undefined) indexes.set(view, (ofView = new Map<string, ReadonlyMap<string, readonly unknown[]>>()));
  let index = ofView.get(name) as Map<string, V[]> | undefined;
  if (index !== undefined) {
    for (const _ of view.seen()) break;
    return index;
  }
  index = new Map<string, V[]>();
  for (const record of view.seen()) {
    const values = property(record);
    const kept = keep(record);
    for (const value of typeof values === "string" ? [values] : (values ?? [])) {
      const list = index.get(value);
      if (list === undefined) index.set(value, [kept]);
      else list.push(kept);
    }
  }
  ofView.set(name, index);
  return index;
}

/**
 * Leaves the check as `undetermined` unless the whole population was seen.
 * @throws Undetermined with the view's own reason
 */
export function complete<R>(view: ReadView<R>): void {
  for (const _ of view.all()) break;
}
