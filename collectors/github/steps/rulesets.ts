import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { gap, record } from "../emit.ts";
import { rulesetKind } from "../evidence.ts";
import type { RepositoryContext, RepositoryReading } from "./repository-context.ts";

const BATCH = "github:graphql.RepositoryBatch";

/** Rulesets that the repository stands under, each told once; and who may bypass them, for the protection of the branch. */
export function* rulesets(
  { session, around, rulesets: told, bound }: RepositoryContext,
  reading: RepositoryReading,
): Generator<Emission> {
  const { scope } = session;
  const connection = reading.node?.["rulesets"];
  if (reading.node === undefined || reading.missing("rulesets") !== undefined) return;
  if (!isJson(connection) || !Array.isArray(connection["nodes"])) {
    const problem = { reason: "denied", detail: "GitHub answers null for the rulesets" } as const;
    yield gap(scope, rulesetKind, BATCH, problem, `${reading.full_name} (rulesets)`);
    return;
  }
  const nodes = connection["nodes"].filter(isJson);
  if (nodes.length < Number(connection["totalCount"] ?? 0))
    yield gap(
      scope,
      rulesetKind,
      BATCH,
      { reason: "truncated", detail: "more rulesets than one answer holds" },
      `${reading.full_name} (rest)`,
    );
  for (const node of nodes) {
    const source = sourceOf(node["source"]);
    const id = Number(node["databaseId"]);
    const isOwn = source.source_type === "Repository";
    const bypass = bypassOf(
      node["bypassActors"],
      isOwn ? reading.administers : around.reading.administers && source.source_type === "Organization",
    );
    bound.set(id, bypass === undefined ? null : !bypass.some(bypassesAsAdmin));
    const key = `${source.source_type}:${source.source}:${id}`;
    if (told.has(key)) continue;
    told.add(key);
    const held = isJson(node["rules"]) ? node["rules"] : {};
    const rules = Array.isArray(held["nodes"]) ? held["nodes"].filter(isJson) : [];
    if (rules.length < Number(held["totalCount"] ?? 0))
      yield gap(
        scope,
        rulesetKind,
        BATCH,
        { reason: "truncated", detail: "the ruleset has more rules than one answer holds" },
        `${key} (rules)`,
      );
    const refs =
      isJson(node["conditions"]) && isJson(node["conditions"]["refName"]) ? node["conditions"]["refName"] : {};
    yield record(scope, rulesetKind, {
      id,
      name: node["name"],
      target: lower(node["target"]),
      enforcement: lower(node["enforcement"]),
      ...source,
      include: refs["include"] ?? null,
      exclude: refs["exclude"] ?? null,
      rules: rules.map((rule) => ruleRecord(rule, id, source)),
      ...(bypass === undefined ? {} : { bypass_actors: bypass }),
      seen_in: reading.full_name,
    });
  }
}

/** A rule in REST's words: `NON_FAST_FORWARD` becomes `non_fast_forward`, parameters become snake_case. */
export function ruleRecord(rule: Json, id: number | null, source: RuleSource): Json & { readonly type: string } {
  const parameters = isJson(rule["parameters"]) ? (snake(rule["parameters"]) as Json) : undefined;
  return {
    type: String(lower(rule["type"])),
    ...(parameters === undefined ? {} : { parameters }),
    ruleset_id: id,
    ruleset_source_type: source.source_type,
    ruleset_source: source.source,
  };
}

export interface RuleSource {
  readonly source_type: "Repository" | "Organization" | "Enterprise";
  readonly source: string;
}

export function sourceOf(source: unknown): RuleSource {
  const value = isJson(source) ? source : {};
  if (value["__typename"] === "Organization") return { source_type: "Organization", source: String(value["login"]) };
  if (value["__typename"] === "Repository")
    return { source_type: "Repository", source: String(value["nameWithOwner"]) };
  return { source_type: "Enterprise", source: "enterprise" };
}

/** An empty list says "nobody" only to who administers the ruleset; to others it may be hidden (GH-02). */
function bypassOf(connection: unknown, administers: boolean): readonly Json[] | undefined {
  if (!isJson(connection) || !Array.isArray(connection["nodes"])) return undefined;
  const actors = connection["nodes"].filter(isJson);
  if (actors.length < Number(connection["totalCount"] ?? 0)) return undefined;
  if (actors.length === 0 && !administers) return undefined;
  return actors.map((actor) => {
    const mode = lower(actor["bypassMode"]);
    if (actor["organizationAdmin"] === true) return { type: "organization_admin", name: null, mode };
    if (actor["deployKey"] === true) return { type: "deploy_key", name: null, mode };
    if (typeof actor["repositoryRoleName"] === "string")
      return { type: "repository_role", name: actor["repositoryRoleName"], mode };
    const who = isJson(actor["actor"]) ? actor["actor"] : {};
    return { type: String(lower(who["__typename"]) ?? "unknown"), name: who["slug"] ?? null, mode };
  });
}

function bypassesAsAdmin({ type, name }: Json): boolean {
  return type === "organization_admin" || (type === "repository_role" && name === "admin");
}

function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "__typename")
      .map(([name, inner]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), snake(inner)]),
  );
}

function lower(value: unknown): string | null {
  return typeof value === "string" ? value.toLowerCase() : null;
}
