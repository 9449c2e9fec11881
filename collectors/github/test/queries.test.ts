import { validate } from "@octokit/graphql-schema";
import { Kind, parse, visit } from "graphql";
import { describe, expect, it } from "vitest";
import * as queries from "../queries.ts";

/** Fields with a page size, and what is asked of each beside its items. */
function connectionsOf(query: string): readonly { readonly field: string; readonly asked: readonly string[] }[] {
  const found: { field: string; asked: string[] }[] = [];
  visit(parse(query), {
    Field(node) {
      if (node.arguments?.some(({ name }) => name.value === "first") !== true) return;
      const asked = node.selectionSet?.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
      found.push({ field: (node.alias ?? node.name).value, asked: asked ?? [] });
    },
  });
  return found;
}

describe("GraphQL documents", () => {
  it.each(Object.entries(queries))("%s asks of every list whether it was cut", (_name, query) => {
    for (const { field, asked } of connectionsOf(query))
      expect(
        asked.some((one) => one === "totalCount" || one === "pageInfo"),
        field,
      ).toBe(true);
  });

  it.each(Object.entries(queries))("%s holds GitHub's published schema", (_name, query) => {
    expect(validate(query).map(({ message }) => message)).toEqual([]);
  });

  it("are not accepted by the validator when they name a field that is not there", () => {
    expect(validate(queries.ORGANIZATION_FACTS.replace("issuer", "issuerX")).length).toBeGreaterThan(0);
  });
});
