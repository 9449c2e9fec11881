import type { OperationProbe } from "#sdk";
import type { Answer, GraphqlAnswer, Parameters_ } from "./client.ts";
import type { Problem } from "./errors.ts";
import { githubOperations } from "./operations.ts";
import * as queries from "./queries.ts";
import type { OrganizationSession } from "./session.ts";

type Probe = Omit<OperationProbe, "operation" | "scope">;

/** A repository to try per-repository operations with; undefined when there is none, or none may be seen. */
interface Sample {
  readonly name: string;
  readonly branch: string;
  readonly node: string;
}

const LIST = "github:repos.list-for-org";
const QUERIES: Readonly<Record<string, string>> = {
  OrganizationFacts: queries.ORGANIZATION_FACTS,
  OrganizationMembers: queries.ORGANIZATION_MEMBERS,
  OrganizationTeams: queries.ORGANIZATION_TEAMS,
  RepositoryBatch: queries.REPOSITORY_BATCH,
};
/** Asked only where something else was found first. */
const NEVER = new Set(["github:orgs.list-members-2fa-insecure", "github:actions.get-org-selected-actions"]);

async function sampleOf({ client, organization }: OrganizationSession): Promise<Sample | undefined> {
  const source = client.pages(LIST, "GET /orgs/{org}/repos", { org: organization, type: "all", per_page: 1 });
  const { value: page, done } = await source.next();
  await source.return(undefined);
  const item = done === true || page === undefined || !("items" in page) ? undefined : page.items[0];
  if (item === undefined) return undefined;
  return {
    name: String(item["name"]),
    branch: String(item["default_branch"] ?? "main"),
    node: String(item["node_id"]),
  };
}

/** The cheapest call of an operation: one page of one item. */
async function probe(session: OrganizationSession, operation: string, sample: Sample | undefined): Promise<Probe> {
  const declared = githubOperations.find(({ id }) => id === operation);
  if (declared === undefined) return { state: "not-tried" };
  if (session.signal.aborted) return { state: "not-tried", detail: "cancelled" };
  const { client, organization } = session;
  const { match } = declared;
  if (match.protocol === "graphql") {
    const name = operation.split(".").at(-1) ?? "";
    const query = QUERIES[name];
    if (query === undefined || (name === "RepositoryBatch" && sample === undefined))
      return { state: "not-tried", detail: "only where something was found first" };
    const variables =
      name === "RepositoryBatch" ? { ids: [sample?.node], since: session.since.toISOString() } : { org: organization };
    return judged(await client.graphql(operation, query, variables));
  }
  if (
    match.protocol !== "rest" ||
    match.method !== "GET" ||
    NEVER.has(operation) ||
    /\{(?:role_id|configuration_id)\}/.test(match.path)
  )
    return { state: "not-tried", detail: "only with an entity, or only to sign in" };
  if (match.path === "/orgs/{org}/installation") return { state: "not-tried", detail: "only to sign in" };
  const isOfRepository = match.path.includes("{repo}");
  if (isOfRepository && sample === undefined)
    return { state: "not-tried", detail: "there is no repository to try it with" };
  const parameters: Parameters_ = {
    ...(isOfRepository
      ? {
          owner: organization,
          repo: sample?.name,
          branch: match.path.includes("{branch}") ? sample?.branch : undefined,
        }
      : { org: organization }),
    ...(operation.startsWith("github:secret-scanning") ? { hide_secret: true } : {}),
    per_page: 1,
  };
  const source = client.pages(operation, `GET ${match.path}`, parameters);
  const step = await source.next();
  await source.return(undefined);
  if (step.done !== true || step.value === undefined) return { state: "allowed" };
  return stateOf(step.value);
}

function judged(answer: Answer<GraphqlAnswer>): Probe {
  return answer.ok ? { state: "allowed" } : stateOf(answer.problem);
}

/** An answer that is no list is an answer all the same; some refusals are facts about what is switched on. */
function stateOf({ reason, detail, message = "" }: Problem): Probe {
  if (reason === "schema-mismatch" || reason === "disabled" || /branch not protected/i.test(message))
    return { state: "allowed" };
  return { state: reason === "denied" ? "denied" : "unavailable", detail };
}

export const probeOperation = { repository: sampleOf, one: probe };
