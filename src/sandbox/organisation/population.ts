import type { Population } from "./model.ts";

/** A population held in memory: for the named entities of a preset. */
export function listed<T extends { readonly name: string }>(entities: readonly T[]): Population<T> {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  return {
    count: entities.length,
    at(index) {
      const entity = entities[index];
      if (entity === undefined) throw new RangeError(`no entity ${index} among ${entities.length}`);
      return entity;
    },
    find: (name) => byName.get(name),
  };
}

/** `count` entities made on demand. `make(i)` MUST name entity i `${prefix}${five digits of i}`: `find` reads the index from there. */
export function generated<T>(count: number, prefix: string, make: (index: number) => T): Population<T> {
  return {
    count,
    at: make,
    find(name) {
      const digits = name.startsWith(prefix) ? name.slice(prefix.length) : "";
      const index = /^\d{5}$/.test(digits) ? Number(digits) : count;
      return index < count ? make(index) : undefined;
    },
  };
}

export function numbered(prefix: string, index: number): string {
  return `${prefix}${String(index).padStart(5, "0")}`;
}

/** One population after the other. */
export function joined<T>(first: Population<T>, second: Population<T>): Population<T> {
  return {
    count: first.count + second.count,
    at: (index) => (index < first.count ? first.at(index) : second.at(index - first.count)),
    find: (name) => first.find(name) ?? second.find(name),
  };
}

export function* each<T>(population: Population<T>): Generator<T, void, void> {
  for (let index = 0; index < population.count; index += 1) yield population.at(index);
}
