import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readGraphql, readGraphqlBody } from "./graphql.ts";

function types(source: string): readonly string[] | string {
  const reading = readGraphql(source);
  return "unreadable" in reading
    ? reading.unreadable
    : reading.operations.map(({ type, name }) => `${type} ${name ?? ""}`.trim());
}

describe("readGraphql", () => {
  test.each<[string, string, readonly string[]]>([
    ["the shorthand", "{ viewer { login } }", ["query"]],
    ["a named query", "query Members($n: Int = 3) @live { a(first: $n) { b } }", ["query Members"]],
    ["a mutation", "mutation { deleteRef(input: {}) { clientMutationId } }", ["mutation"]],
    ["a mutation without spaces", "mutation{a}", ["mutation"]],
    ["a subscription", "subscription S { a }", ["subscription S"]],
    ["fragments first", "fragment F on User { login } query Q { viewer { ...F } }", ["query Q"]],
    ["a fragment, then a mutation", "fragment F on User { login } mutation M { a { ...F } }", ["mutation M"]],
    ["several operations", "query A { a } mutation B { b } query C { c }", ["query A", "mutation B", "query C"]],
    ["words in comments", "# mutation M { a }\nquery Q { a } # mutation", ["query Q"]],
    ["a comment that hides a brace", "query Q { a # }\n } mutation M { b }", ["query Q", "mutation M"]],
    ["words in strings", 'query Q { a(text: "} mutation M { b }") }', ["query Q"]],
    ["an escaped quote", 'query Q { a(text: "\\"} mutation M {") } mutation N { b }', ["query Q", "mutation N"]],
    [
      "a block string",
      'query Q { a(text: """ } mutation M { " \\""" } """) } mutation N { b }',
      ["query Q", "mutation N"],
    ],
    ["a hash in a string", 'query Q { a(text: "# not a comment") } mutation M { b }', ["query Q", "mutation M"]],
    [
      "objects in defaults",
      "query Q($in: In = {a: {b: [1, -2.5e3]}}) { a(in: $in) } mutation M { b }",
      ["query Q", "mutation M"],
    ],
    ["fields named like keywords", "query Q { mutation subscription fragment query { mutation } }", ["query Q"]],
    ["an operation named mutation", "query mutation { a }", ["query mutation"]],
    ["a description before an operation", '"why" query Q { a }', ["query Q"]],
    ["a byte order mark and commas", "\uFEFF,,query,Q,{a,b}", ["query Q"]],
    ["carriage returns that end comments", "query Q { a } # x\rmutation M { b }", ["query Q", "mutation M"]],
  ])("%s", (_name, source, expected) => {
    expect(types(source)).toEqual(expected);
  });

  test.each([
    ["nothing", ""],
    ["only a comment", "# query { a }"],
    ["only a fragment", "fragment F on User { login }"],
    ["a type definition", "type Query { a: Int }"],
    ["an unfinished selection", "query { a"],
    ["unbalanced brackets", "query { a(b: [1}) }"],
    ["an unfinished string", 'query { a(b: "x) }'],
    ["a stray character", "query { a ? }"],
    ["text after the end", "query { a } }"],
  ])("%s is unreadable", (_name, source) => {
    expect(readGraphql(source)).toHaveProperty("unreadable");
  });

  test("finds a mutation wherever it stands among queries and fragments", () => {
    const harmless = fc.constantFrom(
      "query A { a }",
      '{ b(c: "mutation { d }") }',
      "fragment F on T { mutation }",
      "# mutation\n",
      'query B($x: [In!]! = [{y: "}"}]) @d(e: {f: 1}) { g }',
    );
    fc.assert(
      fc.property(fc.array(harmless), fc.array(harmless), (before, after) => {
        const found = types([...before, "mutation M { z }", ...after].join("\n"));
        expect(found).toContain("mutation M");
      }),
    );
  });
});

describe("readGraphqlBody", () => {
  test("reads every request of a batch", () => {
    const body = JSON.stringify([{ query: "{ a }" }, { query: "query Q { a } mutation M { b }", operationName: "Q" }]);
    expect(readGraphqlBody(body)).toEqual({
      operations: [{ type: "query" }, { type: "query", name: "Q" }, { type: "mutation", name: "M" }],
    });
  });

  test.each([
    ["no JSON", "query { a }"],
    [
      "a persisted query, whose text is elsewhere",
      JSON.stringify({ extensions: { persistedQuery: { sha256Hash: "00" } } }),
    ],
    ["an empty batch", "[]"],
    ["a query that is no text", JSON.stringify({ query: ["{ a }"] })],
    ["null", "null"],
    ["a batch with one unreadable request", JSON.stringify([{ query: "{ a }" }, {}])],
  ])("%s is unreadable", (_name, body) => {
    expect(readGraphqlBody(body)).toHaveProperty("unreadable");
  });
});
