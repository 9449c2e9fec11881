import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import {
  getNamedType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  buildSchema,
} from "graphql";
import { schema as published } from "@octokit/graphql-schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "#core";
import { githubOperations } from "../../collectors/github/operations.ts";
import * as queries from "../../collectors/github/queries.ts";
import {
  GITHUB_PRESETS,
  GITHUB_QUERIES,
  GITHUB_ROUTES,
  type GithubPresetName,
  type GithubSandbox,
  startGithubSandbox,
} from "../../src/sandbox/github/index.ts";

const clock = fixedClock("2026-11-20T12:00:00.000Z");
const description = JSON.parse(
  readFileSync(new URL("../vectors/github/openapi-responses.json", import.meta.url), "utf8"),
) as { readonly paths: Readonly<Record<string, unknown>>; readonly schemas: unknown };
/** Routes that the published description leaves out. */
const UNDESCRIBED = new Set([
  "/orgs/{org}/actions/secrets",
  "/orgs/{org}/dependabot/secrets",
  "/orgs/{org}/credential-authorizations",
  "/orgs/{org}/audit-log",
]);

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema({ $id: "github", ...description });
const graphqlSchema: GraphQLSchema = buildSchema(published.idl, { assumeValidSDL: true, assumeValid: true });

describe.each(Object.keys(GITHUB_PRESETS) as GithubPresetName[])("GitHub of the %s organisation", (preset) => {
  let sandbox: GithubSandbox;
  let token: string;
  beforeAll(async () => {
    sandbox = await startGithubSandbox({ organisation: preset, clock });
    const answer = await fetch(`${sandbox.url}/app/installations/${sandbox.app.installationId}/access_tokens`, {
      method: "POST",
      headers: { authorization: "bearer a.b.c" },
    });
    token = ((await answer.json()) as { token: string }).token;
  });
  afterAll(() => sandbox.close());

  const get = async (path: string): Promise<{ readonly status: number; readonly body: unknown }> => {
    const answer = await fetch(`${sandbox.url}${path}`, { headers: { authorization: `bearer ${token}` } });
    return { status: answer.status, body: await answer.json() };
  };
  const graphql = async (query: string, variables: unknown): Promise<{ readonly data: Record<string, unknown> }> => {
    const answer = await fetch(`${sandbox.url}/graphql`, {
      method: "POST",
      headers: { authorization: `bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as { data: Record<string, unknown> };
  };

  it.each(GITHUB_ROUTES.filter(({ path }) => !UNDESCRIBED.has(path)).map(({ path }) => path))(
    "answers %s as GitHub describes it",
    async (path) => {
      const schema = ajv.getSchema(
        `github#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D")}`,
      );
      expect(schema, "the description holds the route").toBeTypeOf("function");
      let answered = 0;
      for (const concrete of concretePaths(path, sandbox)) {
        const { status, body } = await get(concrete);
        if (status !== 200) continue;
        answered += 1;
        schema?.(body);
        expect(
          (schema?.errors ?? [])
            .slice(0, 5)
            .map(({ instancePath, message, params }) => [instancePath, message, params]),
          concrete,
        ).toEqual([]);
      }
      if (preset === "meridian") expect(answered).toBeGreaterThan(0);
    },
  );

  it("answers every query with exactly the fields that it selects, typed as GitHub's schema says", async () => {
    const { organisation } = sandbox;
    const ids = Array.from(
      { length: organisation.repositories.count },
      (_, index) => organisation.repositories.at(index).id,
    ).map((id) => `R_${id.toString(36)}`);
    const since = "2026-08-01T00:00:00Z";
    for (const query of Object.values(queries)) {
      const name = /query\s+(\w+)/.exec(query)?.[1] ?? "";
      const variables =
        name === "RepositoryBatch"
          ? { ids, since }
          : name.startsWith("Repository")
            ? { id: ids[0], since, cursor: null }
            : { org: organisation.login, cursor: null };
      if (name.startsWith("Repository") && ids.length === 0) continue;
      if (name === "ExternalIdentities" && organisation.saml === null) continue;
      const { data } = await graphql(query, variables);
      expect(mismatches(query, data), name).toEqual([]);
    }
  });
});

describe("the sandbox's GitHub", () => {
  it("answers every operation of the collector's manifest, under the same id", () => {
    const own = [
      ...GITHUB_ROUTES.map(({ id }) => id),
      ...Object.keys(GITHUB_QUERIES).map((name) => `github:graphql.${name}`),
    ];
    const signIn = ["github:apps.create-installation-access-token", "github:apps.get-org-installation"];
    expect([...own, ...signIn].toSorted()).toEqual(githubOperations.map(({ id }) => id).toSorted());
    for (const { id, path } of GITHUB_ROUTES)
      expect(githubOperations.find((operation) => operation.id === id)?.match).toMatchObject({ path });
  });

  it("finds a field that is missing, foreign or of another type", () => {
    const query = 'query X { organization(login: "x") { login id databaseId } }';
    expect(mismatches(query, { organization: { login: 7, id: "x", databaseId: 1 } })).toHaveLength(1);
    expect(mismatches(query, { organization: { login: "a", id: "x" } })).toHaveLength(1);
    expect(mismatches(query, { organization: { login: "a", id: "x", databaseId: 1, more: 1 } })).toHaveLength(1);
    expect(mismatches(query, { organization: { login: null, id: "x", databaseId: null } })).toHaveLength(1);
  });
});

/** Paths of the route for a few repositories, roles and configurations of the organisation. */
function concretePaths(path: string, { organisation }: GithubSandbox): readonly string[] {
  const own = path.replace("{org}", organisation.login).replace("{owner}", organisation.login);
  if (path.includes("{role_id}")) return organisation.roles.map((role) => own.replace("{role_id}", String(role["id"])));
  if (path.includes("{configuration_id}"))
    return organisation.configurations.map(({ id }) => own.replace("{configuration_id}", String(id)));
  if (!path.includes("{repo}")) return [`${own}?per_page=100`];
  return Array.from({ length: organisation.repositories.count }, (_, index) => {
    const { name, defaultBranch } = organisation.repositories.at(index);
    return own.replace("{repo}", name).replace("{branch}", defaultBranch);
  });
}

interface Field {
  readonly type: NonNullable<ReturnType<TypeInfo["getType"]>>;
  readonly selection: SelectionSetNode | undefined;
}

/** Where an answer is not what its query selects; fields of fragments on other types are not expected. */
function mismatches(query: string, data: unknown): readonly string[] {
  const document = parse(query);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const info = new TypeInfo(graphqlSchema);
  const types = new Map<unknown, NonNullable<ReturnType<TypeInfo["getType"]>>>();
  visit(document, visitWithTypeInfo(info, { Field: (node) => void types.set(node, info.getType() as never) }));
  const found: string[] = [];
  const fieldsOf = (
    selection: SelectionSetNode,
    value: Record<string, unknown>,
    typeName: string,
  ): Map<string, Field> => {
    const fields = new Map<string, Field>();
    for (const one of selection.selections) {
      if (one.kind === Kind.FIELD) {
        const type = types.get(one);
        if (type !== undefined) fields.set(one.alias?.value ?? one.name.value, { type, selection: one.selectionSet });
        continue;
      }
      const fragment = one.kind === Kind.FRAGMENT_SPREAD ? fragments.get(one.name.value) : one;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value ?? typeName;
      const actual = typeof value["__typename"] === "string" ? value["__typename"] : undefined;
      // Without __typename the answer is of the one type that the query has a fragment for.
      if (actual !== undefined && actual !== condition && condition !== typeName) continue;
      for (const [name, field] of fieldsOf(fragment.selectionSet, value, condition)) fields.set(name, field);
    }
    return fields;
  };
  const walk = (value: unknown, type: Field["type"], selection: SelectionSetNode | undefined, place: string): void => {
    if (isNonNullType(type)) {
      if (value === null || value === undefined)
        return void found.push(`${place}: null where ${String(type)} cannot be`);
      return walk(value, type.ofType, selection, place);
    }
    if (value === null) return;
    if (isListType(type)) {
      if (!Array.isArray(value)) return void found.push(`${place}: no list`);
      for (const [index, item] of value.entries()) walk(item, type.ofType, selection, `${place}.${index}`);
      return;
    }
    if (isLeafType(type)) {
      if (!fits(getNamedType(type).name, value)) found.push(`${place}: ${JSON.stringify(value)} is no ${type.name}`);
      return;
    }
    if (typeof value !== "object" || value === undefined || selection === undefined)
      return void found.push(`${place}: no object`);
    const object = value as Record<string, unknown>;
    const fields = fieldsOf(selection, object, type.name);
    for (const name of Object.keys(object)) if (!fields.has(name)) found.push(`${place}.${name}: not selected`);
    for (const [name, field] of fields) {
      if (!(name in object)) found.push(`${place}.${name}: missing`);
      else walk(object[name], field.type, field.selection, `${place}.${name}`);
    }
  };
  for (const definition of document.definitions) {
    const root = graphqlSchema.getQueryType();
    if (definition.kind === Kind.OPERATION_DEFINITION && root != null)
      walk(data, root, definition.selectionSet, "data");
  }
  return found;
}

function fits(type: string, value: unknown): boolean {
  switch (type) {
    case "Int":
      return Number.isSafeInteger(value) && Math.abs(Number(value)) < 2 ** 31;
    case "Boolean":
      return typeof value === "boolean";
    case "DateTime":
    case "GitTimestamp":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "URI":
      return typeof value === "string" && (value === "" || URL.canParse(value));
    default: {
      const known = graphqlSchema.getType(type);
      const values =
        known !== undefined && "getValues" in known ? known.getValues().map(({ name }) => name) : undefined;
      return typeof value === "string" && (values === undefined || values.includes(value));
    }
  }
}
