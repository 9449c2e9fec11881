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
): AsyncGenerator<Emission> {
  const { scope, client, organization } = session;
  const kind = outsideCollaboratorKind;
  const without = await withoutSecondFactor(session, administers);
  const repositories_complete = holdings.whole && everyRepository;
  const source = client.pages(LIST, "GET /orgs/{org}/outside_collaborators", { org: organization });
  const problem = yield* each(source, (person) =>
    record(scope, kind, {
      login: person["login"],
      id: person["id"],
      site_admin: person["site_admin"] ?? null,
      two_factor_enabled: without.logins === undefined ? null : !without.logins.has(String(person["login"])),
      repositories: holdings.of(String(person["login"])),
      repositories_complete,
    }),
  );
  if (without.problem !== undefined) yield gap(scope, kind, LIST, without.problem, `${organization} (second factors)`);
  if (repositoryProblem !== undefined) yield gap(scope, kind, repositoryList, repositoryProblem, "repositories held");
  if (problem !== undefined) yield gap(scope, kind, LIST, problem);
  const whole = [problem, without.problem, repositoryProblem].every((one) => one === undefined);
  yield population(scope, kind, whole && holdings.whole);
}

/** Only owners may filter by second factor: to others (422) it stays unknown in each record, which is no gap. */
async function withoutSecondFactor(
  { client, organization }: OrganizationSession,
  administers: boolean,
): Promise<{ readonly logins: ReadonlySet<string> | undefined; readonly problem: Problem | undefined }> {
  if (!administers || client.tokenKind === "app") return { logins: undefined, problem: undefined };
  const parameters = { org: organization, filter: "2fa_disabled" };
  const { items, problem } = await all(client.pages(LIST, "GET /orgs/{org}/outside_collaborators", parameters));
  if (problem !== undefined) return { logins: undefined, problem: problem.status === 422 ? undefined : problem };
  return { logins: new Set(items.map(({ login }) => String(login))), problem: undefined };
}
