import { validate } from "@octokit/graphql-schema";
import { describe, expect, it } from "vitest";
import * as queries from "../queries.ts";

describe("GraphQL documents", () => {
  it.each(Object.entries(queries))("%s holds GitHub's published schema", (_name, query) => {
    expect(validate(query).map(({ message }) => message)).toEqual([]);
  });

  it("are not accepted by the validator when they name a field that is not there", () => {
    expect(validate(queries.ORGANIZATION_FACTS.replace("issuer", "issuerX")).length).toBeGreaterThan(0);
  });
});
