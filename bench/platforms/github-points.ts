import { type FieldNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from "graphql";
import * as queries from "../../collectors/github/queries.ts";

/** Repositories that one batch names. */
const BATCH = 25;

/**
 * Points that GraphQL calls cost, by GitHub's own formula (github.md §5): one request for every connection, times how
 * often it is asked for when every list above it is full, and a hundredth of the sum.
 */
export function pointsOf(calls: Readonly<Record<string, number>>): number {
  return Object.entries(calls).reduce((sum, [operation, count]) => {
    const name = /^github:graphql\.(\w+)$/.exec(operation)?.[1];
    return name === undefined ? sum : sum + count * (POINTS.get(name) ?? 1);
  }, 0);
}

const POINTS: ReadonlyMap<string, number> = new Map(
  Object.values(queries)
    .filter((query) => typeof query === "string")
    .flatMap((query) => {
      const { definitions } = parse(query);
      const fragments = new Map(
        definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])),
      );
      return definitions.flatMap((one) =>
        one.kind === Kind.OPERATION_DEFINITION && one.name !== undefined
          ? [[one.name.value, Math.max(1, Math.round(requests(one.selectionSet, 1, fragments) / 100))] as const]
          : [],
      );
    }),
);

function requests(
  { selections }: SelectionSetNode,
  times: number,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): number {
  let sum = 0;
  for (const one of selections) {
    if (one.kind === Kind.INLINE_FRAGMENT) sum += requests(one.selectionSet, times, fragments);
    else if (one.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(one.name.value);
      if (fragment !== undefined) sum += requests(fragment.selectionSet, times, fragments);
    } else if (one.selectionSet !== undefined) {
      const first = one.name.value === "nodes" && times === 1 && hasArgument(one, "ids") ? BATCH : firstOf(one);
      const isConnection = first !== undefined || isCounted(one);
      if (isConnection && !hasArgument(one, "ids")) sum += times;
      sum += requests(one.selectionSet, times * (first ?? 1), fragments);
    }
  }
  return sum;
}

function hasArgument(field: FieldNode, name: string): boolean {
  return field.arguments?.some((argument) => argument.name.value === name) === true;
}

function firstOf(field: FieldNode): number | undefined {
  const value = field.arguments?.find(({ name }) => name.value === "first")?.value;
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

/** A connection that is only counted. */
function isCounted({ selectionSet }: FieldNode): boolean {
  return selectionSet?.selections.some((one) => one.kind === Kind.FIELD && one.name.value === "totalCount") === true;
}
