import type { Emission } from "#sdk";
import { gap, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { outsideCollaboratorKind } from "../evidence.ts";
import type { OrganizationSession } from "../session.ts";
import { all, each } from "./people.ts";

const LIST = "github:orgs.list-outside-collaborators";

/** What outside collaborators hold, as each repository told it. */
export class Holdings {
  whole = true;
  readonly #byLogin = new Map<string, { full_name: string; permission: string }[]>();

  add(login: string, full_name: string, permission: string): void {
    this.#byLogin.set(login, [...(this.#byLogin.get(login) ?? []), { full_name, permission }]);
  }

  of(login: string): readonly { readonly full_name: string; readonly permission: string }[] {
    return this.#byLogin.get(login) ?? [];
  }
}

export async function* outsideCollaborators(
  session: OrganizationSession,
  administers: boolean,
  holdings: Holdings,
  everyRepository: boolean,
  repositoryProblem: Problem | undefined,
  repositoryList: string,
  administers: boolean,
): AsyncGenerator<Emission> {
  const { scope, client, organization } = session;
  const { scope, client, organization } = session;
  const kind = outsideCollaboratorKind;
  const without = await withoutSecondFactor(session, administers);
  const repositories_complete = holdings.whole && everyRepository;
  const without = administers ? await withoutTwoFactor(session) : { logins: undefined, problem: undefined };
  const source = client.pages(LIST, "GET /orgs/{org}/outside_collaborators", { org: organization });
  const problem = yield* each(source, (person) =>
    record(scope, kind, {
      login: person["login"],
      id: person["id"],
      site_admin: person["site_admin"] ?? null,
      two_factor_enabled: without === undefined ? null : !without.has(String(person["login"])),
      repositories: holdings.of(String(person["login"])),
      repositories_complete,
    }),
  );
  if (without.problem !== undefined) yield gap(scope, kind, LIST, without.problem, `${organization} (second factors)`);
  if (repositoryProblem !== undefined) yield gap(scope, kind, repositoryList, repositoryProblem, "repositories held");
  if (problem !== undefined) yield gap(scope, kind, LIST, problem);
  yield population(scope, kind, problem === undefined && without.problem === undefined && repositoryProblem === undefined && holdings.whole);
}

/** Logins without a second factor. Only owners may ask; for others, and when the list does not come whole, nothing is known. */
async function withoutSecondFactor(
  { client, organization }: OrganizationSession,
  administers: boolean,
): Promise<ReadonlySet<string> | undefined> {
  if (!administers || client.tokenKind === "app") return undefined;
  const logins = new Set<string>();
  const source = client.pages(LIST, "GET /orgs/{org}/outside_collaborators", {
    org: organization,
    filter: "2fa_disabled",
  });
  for (let step = await source.next(); ; step = await source.next()) {
    if (step.done === true) return step.value === undefined ? logins : undefined;
    for (const { login } of step.value.items) logins.add(String(login));
  }
}

/** Only owners may filter by second factor: to others (422) it stays unknown in each record, which is no gap. */
async function withoutTwoFactor({ client, organization }: OrganizationSession): Promise<{
  readonly logins: ReadonlySet<string> | undefined;
  readonly problem: Problem | undefined;
}> {
  const parameters = { org: organization, filter: "2fa_disabled" };
  const { items, problem } = await all(client.pages(LIST, "GET /orgs/{org}/outside_collaborators", parameters));
  if (problem !== undefined) return { logins: undefined, problem: problem.status === 422 ? undefined : problem };
  return { logins: new Set(items.map(({ login }) => String(login))), problem: undefined };
}
